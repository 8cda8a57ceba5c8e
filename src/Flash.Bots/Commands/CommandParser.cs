using Flash.Bots.Preferences;

namespace Flash.Bots.Commands;

/// <summary>Reads what people type. Never throws: the text comes from strangers.</summary>
public static class CommandParser
{
    /// <summary>Text beyond this is not even read; every network's own limit is far below.</summary>
    public const int MaxTextLength = 20_000;

    /// <param name="text">As typed.</param>
    /// <param name="isPrivate">In a private chat every message is meant for us, and one without a command is a
    /// prompt.</param>
    public static Command Parse(string text, bool isPrivate)
    {
        if (text.Length > MaxTextLength)
        {
            return isPrivate || text.StartsWith("/imagine", StringComparison.OrdinalIgnoreCase)
                ? new Command.Mistaken(new Mistake.PromptTooLong(text.Length))
                : new Command.Ignored();
        }

        var clean = PlainText.CleanLines(text);
        if (!clean.StartsWith('/'))
        {
            return isPrivate ? SmallTalk.Read(clean) ?? ImagineParser.Parse(clean) : new Command.Ignored();
        }

        var space = clean.AsSpan().IndexOfAny(' ', '\n');
        var name = space < 0 ? clean : clean[..space];
        var lines = space < 0 ? "" : clean[(space + 1)..];
        var rest = lines.Replace('\n', ' ');

        // Groups address a bot as /imagine@ItsName; the network delivers only what is addressed to us.
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return (at < 0 ? name : name[..at]).ToLowerInvariant() switch
        {
            "/imagine" => ImagineParser.Parse(lines),
            "/start" => new Command.Start(),
            "/help" => new Command.Help(),
            "/styles" => new Command.Styles(),
            "/settings" => new Command.Settings(ScopeOf(rest)),
            "/queue" => new Command.Queue(),
            "/cancel" => new Command.Cancel(rest.Equals("all", StringComparison.OrdinalIgnoreCase)),
            "/privacy" => new Command.Privacy(
                Enum.TryParse<PrivacyWish>(rest, ignoreCase: true, out var wish) && Enum.IsDefined(wish)
                    ? wish
                    : PrivacyWish.Explain
            ),
            "/report" => new Command.Report(rest),
            "/appeal" => new Command.Appeal(rest.Trim()),
            "/moderator" => new Command.Moderator(rest.Trim()),
            var unknown => isPrivate
                ? new Command.Mistaken(new Mistake.UnknownCommand(unknown))
                : new Command.Ignored(),
        };
    }

    private static PreferenceScope? ScopeOf(string word) =>
        word.ToLowerInvariant() switch
        {
            "mine" or "me" => PreferenceScope.User,
            "chat" or "server" => PreferenceScope.Chat,
            _ => null,
        };
}
