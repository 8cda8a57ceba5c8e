using System.CommandLine;
using System.Globalization;
using Flash.Bots.Audit;
using Flash.Bots.Retention;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash audit verify</c> and <c>flash audit export</c>.</summary>
internal static class AuditCommand
{
    public static Command Create() =>
        new("audit", "The audit log: proving that no one changed it, and taking it elsewhere.")
        {
            Verify(),
            Export(),
            Prune(),
            AuditRestoreCommand.Create(),
            AuditReplayCommand.Create(),
        };

    private static Command Verify()
    {
        var checkpoints = new Option<string?>("--checkpoints")
        {
            Description =
                "A checkpoints.jsonl kept elsewhere; by default the one that Flash keeps (Flash:Audit:Folder, or its "
                + "data folder).",
        };
        var key = new Option<string?>("--key")
        {
            Description =
                "The public key that signed them: a file, or 64 hexadecimal characters. By default the signing.pub "
                + "beside them.",
        };
        var copied = new Option<string[]>("--checkpoint")
        {
            Description = "A checkpoint as it was copied from the moderators' chat; may be given several times.",
        };
        var command = new Command(
            "verify",
            "Computes the hash chain anew and names every entry that was changed, removed, inserted or moved."
        )
        {
            checkpoints,
            copied,
            key,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                var steps = new Steps(Console.Error, TimeProvider.System);
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    steps,
                    cancellationToken
                );
                await using var services = ModeratorCommand.Services(configuration);
                var witnesses = AuditWitnesses.Read(
                    parsed.GetValue(checkpoints),
                    parsed.GetValue(copied) ?? [],
                    parsed.GetValue(key),
                    await services.GetRequiredService<WitnessPlace>().FindAsync(cancellationToken)
                );
                var report = await services
                    .GetRequiredService<AuditVerification>()
                    .RunAsync(witnesses, cancellationToken);
                foreach (var line in report.Findings.Select(finding => finding.ToString()).Concat(report.Notes))
                {
                    Console.WriteLine(line);
                }

                if (!report.IsIntact)
                {
                    throw new CommandFailedException(report.Summary);
                }

                Console.WriteLine(report.Summary);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static Command Export()
    {
        var format = new Option<AuditFormat>("--format")
        {
            Description = "jsonl or csv.",
            DefaultValueFactory = _ => AuditFormat.Jsonl,
        };
        var output = new Option<string?>("--out") { Description = "The file to write; by default standard output." };
        var since = new Option<string?>("--since")
        {
            Description = "First time, such as 2026-08-01 or 2026-08-01T12:00:00Z.",
        };
        var until = new Option<string?>("--until") { Description = "The time to stop before." };
        var platform = new Option<string?>("--platform")
        {
            Description =
                "Only what was done on this network: telegram, discord, playground, or flash for the console, the "
                + "command line and Flash itself.",
        };
        var chat = new Option<string?>("--chat")
        {
            Description = "Only what happened in the chat with this id on its network.",
        };
        var action = new Option<string?>("--action")
        {
            Description = "Only this action, such as imagine.requested or imagine.*.",
        };
        var actor = new Option<string?>("--actor")
        {
            Description = "Only what the person with this id on their network did.",
        };
        var generation = new Option<Guid?>("--generation") { Description = "Only what concerns this generation." };
        var command = new Command("export", "Writes entries as JSON Lines or CSV.")
        {
            format,
            output,
            since,
            until,
            action,
            platform,
            actor,
            chat,
            generation,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                var filter = new AuditFilter
                {
                    Since = Time("--since", parsed.GetValue(since)),
                    Until = Time("--until", parsed.GetValue(until)),
                    Action = parsed.GetValue(action),
                    ActorPlatform = parsed.GetValue(platform),
                    ActorId = parsed.GetValue(actor),
                    ChatId = parsed.GetValue(chat),
                    GenerationId = parsed.GetValue(generation),
                };
                var steps = new Steps(Console.Error, TimeProvider.System);
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    steps,
                    cancellationToken
                );
                await using var services = ModeratorCommand.Services(configuration);
                await using var file = parsed.GetValue(output) is { } path ? new StreamWriter(path) : null;
                var written = await services
                    .GetRequiredService<AuditExport>()
                    .WriteAsync(filter, parsed.GetValue(format), file ?? Console.Out, cancellationToken);
                await Console.Error.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{written:N0} entries written.")
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static Command Prune()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says how much it would be." };
        var command = new Command(
            "prune",
            "Lets go of pictures and prompts older than Flash:Retention allows, as running processes do every hour."
        )
        {
            dryRun,
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
                var pruning = services.GetRequiredService<Pruning>();
                var pruned = parsed.GetValue(dryRun)
                    ? await pruning.LookAsync(cancellationToken)
                    : await pruning.PruneAsync(cancellationToken);
                Console.WriteLine(
                    $"{(parsed.GetValue(dryRun) ? "It would be" : "Let go of")} {Number(pruned.Pictures)} thumbnails, "
                        + $"{Number(pruned.Prompts)} prompts, {Number(pruned.Keys)} keys to names, prompts and "
                        + $"thumbnails, {Number(pruned.Receipts)} receipts; of the chat in the browser "
                        + $"{Number(pruned.Files)} files and {Number(pruned.Texts)} messages."
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static DateTimeOffset? Time(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new BadArgumentException(
                $"{option} takes a time such as 2026-08-01 or 2026-08-01T12:00:00Z, not '{text}'."
            );
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
