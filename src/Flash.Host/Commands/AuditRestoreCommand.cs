using System.CommandLine;
using System.Globalization;
using Flash.Bots.Audit;
using Flash.Bots.Moderation;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash audit acknowledge-restore</c>: an older backup was put back, and someone answers for what is
/// lost.</summary>
internal static class AuditRestoreCommand
{
    private const int MaxReason = 500;

    public static Command Create()
    {
        var by = new Option<string>("--by")
        {
            Description = "Who says so, as it should stand in the log.",
            Required = true,
        };
        var reason = new Option<string>("--reason")
        {
            Description = $"Why, 1 to {MaxReason} characters.",
            Required = true,
        };
        var command = new Command(
            "acknowledge-restore",
            "Writes down that an older backup was put back on purpose, so that Flash starts again, or that checkpoints "
                + "are lost."
        )
        {
            by,
            reason,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var name = Words("--by", parsed.GetRequiredValue(by), 100);
                var why = Words("--reason", parsed.GetRequiredValue(reason), MaxReason);
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    new Steps(Console.Error, TimeProvider.System),
                    cancellationToken
                );
                await using var services = ModeratorCommand.Services(configuration);
                Console.WriteLine(
                    await AcknowledgeAsync(
                        services,
                        new Moderator("flash", "command-line", name),
                        why,
                        cancellationToken
                    )
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<string> AcknowledgeAsync(
        IServiceProvider services,
        Moderator by,
        string why,
        CancellationToken cancellationToken
    )
    {
        var continuity = services.GetRequiredService<AuditContinuity>();
        if (await continuity.AcknowledgeAsync(by, why, cancellationToken) is { } gap)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Written down: the log ended at entry {gap.Newest.Sequence} or later and ends at entry {gap.Head} "
                    + $"now; it agrees with its witnesses up to entry {gap.Agreed}. Flash starts again."
            );
        }

        var place = services.GetRequiredService<WitnessPlace>();
        return
            await place.FindAsync(cancellationToken) is { HasCheckpoints: true } folder
            && await place.History.AcknowledgeAsync(folder, by, why, cancellationToken) is { } loss
            ? $"Written down: checkpoints that were kept in {loss.Folder} are gone."
            : "Nothing to acknowledge: the log holds what its newest witness saw.";
    }

    private static string Words(string option, string given, int most) =>
        given.Trim() is { Length: > 0 } words && words.Length <= most
            ? words
            : throw new BadArgumentException($"{option} takes 1 to {most} characters.");
}
