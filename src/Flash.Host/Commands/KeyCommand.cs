using System.CommandLine;
using System.Globalization;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash key</c>: the master key, which wraps the key of every person.</summary>
internal static class KeyCommand
{
    private static readonly Moderator Operator = new(
        "flash",
        "command-line",
        Environment.UserName,
        ModeratorRole.Admin
    );

    public static Command Create() => new("key", "The master key, which wraps the key of every person.") { Rotate() };

    private static Command Rotate()
    {
        var output = new Option<string?>("--out")
        {
            Description = "Where the new key is written; needed when Flash:Personal:MasterKey holds the old one.",
        };
        var command = new Command(
            "rotate",
            "Wraps everything with a new master key, in one transaction. Stop Flash first."
        )
        {
            output,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    new Steps(Console.Error, TimeProvider.System),
                    cancellationToken
                );
                await using var services = ModeratorCommand.Services(configuration);
                var sentence = await RotateAsync(
                    services.GetRequiredService<MasterKeyRotation>(),
                    services.GetRequiredService<MasterKeyFiles>(),
                    parsed.GetValue(output),
                    cancellationToken
                );
                Console.WriteLine(sentence);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<string> RotateAsync(
        MasterKeyRotation rotation,
        MasterKeyFiles files,
        string? output,
        CancellationToken cancellationToken
    )
    {
        if (files.Current is null && output is null)
        {
            throw new BadArgumentException(
                "the master key stands in Flash:Personal:MasterKey: give --out FILE for the new one, and set it from "
                    + "there afterwards."
            );
        }

        if (files.Current is not null && output is not null)
        {
            throw new BadArgumentException(
                $"the master key stands in {files.Current}, and the new one goes there: leave out --out."
            );
        }

        if (await rotation.CountProcessesAsync(cancellationToken) is > 0 and var running)
        {
            throw new CommandFailedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{running} processes of Flash use this database and know the old key only: stop them first."
                )
            );
        }

        var next = output ?? MasterKeyFiles.NextOf(files.Current!); // one of the two is given
        var fresh = MasterKeyFiles.LoadOrCreate(next);

        // A rotation that was interrupted after the database had agreed is only finished.
        var wrapped = await rotation.IsInForceAsync(fresh, cancellationToken)
            ? "Everything was wrapped with the new master key already."
            : Told(await rotation.RotateAsync(fresh, Operator, cancellationToken));
        return files.Current is { } current
            ? $"{wrapped} It stands in {current}; the old one, which opens older dumps, in {files.Promote(current)}. "
                + $"Copy the new one to its safe place now."
            : $"{wrapped} Set Flash:Personal:MasterKey to what {next} holds, in every process, and keep the old one as "
                + $"long as older dumps.";
    }

    private static string Told(RotatedKeys rotated) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rotated.PersonalKeys} keys of people, {rotated.Evidence} pieces of evidence and {rotated.SecondFactors} "
                + $"second factors are wrapped with a new master key."
        );
}
