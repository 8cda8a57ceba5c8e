using System.CommandLine;
using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator evidence</c>: what has to be preserved, and one signed file of it for a
/// report.</summary>
internal static class ModeratorEvidenceCommand
{
    private static readonly Moderator Operator = new(
        "flash",
        "command-line",
        Environment.UserName,
        ModeratorRole.Admin
    );

    public static Command Create() =>
        new("evidence", "What is preserved for a report, whatever is erased: a legal hold.")
        {
            List(),
            Preserve(),
            Export(),
            Release(),
        };

    private static Command List() =>
        With(new Command("list", "Lists what is preserved."), async (_, store, cancellationToken) =>
        {
            foreach (var one in await store.ListAsync(cancellationToken))
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Id}  {one.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {one.By}: {one.Reason}"
                            + $"{(one.Generation is { } id ? $" ({id})" : "")}"
                            + $"{(one.ReleasedAt is null ? "" : $", released by {one.ReleasedBy}")}"
                    )
                );
            }
        });

    private static Command Preserve()
    {
        var id = new Argument<Guid>("generation") { Description = "The generation's id." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        return With(
            new Command("preserve", "Keeps a copy of a generation that erasing leaves.") { id, reason },
            async (parsed, store, cancellationToken) =>
            {
                var kept = await store.PreserveAsync(
                    new GenerationId(parsed.GetRequiredValue(id)),
                    parsed.GetRequiredValue(reason),
                    Operator,
                    cancellationToken
                );
                Console.WriteLine(
                    kept is { } number
                        ? string.Create(CultureInfo.InvariantCulture, $"Preserved as evidence {number}.")
                        : throw new CommandFailedException("there is no such generation.")
                );
            }
        );
    }

    private static Command Export()
    {
        var number = new Argument<long>("number") { Description = "The number that 'list' shows." };
        var output = new Option<string>("--out") { Description = "The file to write.", Required = true };
        return With(
            new Command("export", "Writes one signed file for a report.") { number, output },
            async (parsed, store, cancellationToken) =>
            {
                var file = await store.ExportAsync(parsed.GetRequiredValue(number), Operator, cancellationToken)
                    ?? throw new CommandFailedException("nothing is preserved under this number.");
                await File.WriteAllBytesAsync(parsed.GetRequiredValue(output), file, cancellationToken);
            }
        );
    }

    private static Command Release()
    {
        var number = new Argument<long>("number") { Description = "The number that 'list' shows." };
        return With(
            new Command("release", "Lets go of it: the copy is deleted.") { number },
            async (parsed, store, cancellationToken) =>
                Console.WriteLine(
                    await store.ReleaseAsync(parsed.GetRequiredValue(number), Operator, cancellationToken)
                        ? "Released: the copy is deleted."
                        : throw new CommandFailedException("nothing is preserved under this number.")
                )
        );
    }

    private static Command With(Command command, Func<ParseResult, EvidenceStore, CancellationToken, Task> action)
    {
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
                await action(parsed, services.GetRequiredService<EvidenceStore>(), cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }
}
