using System.CommandLine;
using System.Globalization;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator link</c> and <c>unlink</c>: who a moderator is on Telegram and Discord.</summary>
internal static class ModeratorLinkCommand
{
    public static Command Link()
    {
        var name = new Argument<string>("name") { Description = "A moderator that flash moderator add made." };
        return ModeratorCommand.Run(
            new Command(
                "link",
                "Prints a code with which a moderator tells the bot on Telegram or Discord who they are."
            )
            {
                name,
            },
            async (parsed, services, cancellationToken) =>
            {
                var moderator = parsed.GetRequiredValue(name);
                var code = await services
                    .GetRequiredService<ModeratorIdentities>()
                    .IssueAsync(moderator, ModeratorCommand.Me, cancellationToken)
                    ?? throw new CommandFailedException(
                        $"no one moderates under the name '{moderator}'; flash moderator add makes moderators."
                    );
                Console.WriteLine($"/moderator {code}");
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"To be sent to the bot in a private chat. Good once, for "
                            + $"{ModeratorIdentities.CodeLifetime.TotalMinutes:0} minutes."
                    )
                );
            }
        );
    }

    public static Command Unlink()
    {
        var name = new Argument<string>("name") { Description = "The moderator." };
        var platform = new Option<Platform?>("--platform") { Description = "telegram or discord; by default both." };
        return ModeratorCommand.Run(
            new Command("unlink", "Unlinks a moderator's account on Telegram or Discord.") { name, platform },
            async (parsed, services, cancellationToken) =>
            {
                var gone = await services
                    .GetRequiredService<ModeratorIdentities>()
                    .UnlinkAsync(
                        parsed.GetRequiredValue(name),
                        parsed.GetValue(platform),
                        ModeratorCommand.Me,
                        cancellationToken
                    );
                ModeratorCommand.Say(
                    gone > 0,
                    "Done: their presses count no longer.",
                    "no one there is this moderator."
                );
            }
        );
    }
}
