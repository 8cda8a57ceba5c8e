using System.Buffers;
using Flash.Bots.Preferences;

namespace Flash.Bots.Commands;

/// <summary>Reads what people type. Never throws: the text comes from strangers.</summary>
public static class CommandParser
{
    /// <summary>Text beyond this is not even read; every network's own limit is far below.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>What may stand behind a command's name: "/imagine: a boat".</summary>
    public static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n:,：，");

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
        clean = clean.StartsWith('／') ? "/" + clean[1..] : clean;
        if (!clean.StartsWith('/'))
        {
            return isPrivate ? SmallTalk.Read(clean) ?? ImagineParser.Parse(clean) : new Command.Ignored();
        }

        // "/imagine a boat", "/imagine: a boat", "/imagine@ItsName, a boat".
        var end = clean.AsSpan().IndexOfAny(NameEnds);
        var name = end < 0 ? clean : clean[..end];
        var lines = end < 0 ? "" : clean[(end + 1)..].TrimStart(' ', ':');
        var rest = lines.Replace('\n', ' ');

        // Groups address a bot as /imagine@ItsName; the network delivers only what is addressed to us.
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return (at < 0 ? name : name[..at]).ToLowerInvariant() switch
        {
            "/imagine" => ImagineParser.Parse(lines),
            "/start" => new Command.Start(),
            "/help" => new Command.Help(),
            "/styles" => new Command.Styles(),
            "/settings" => (Command?)RulesOf(rest.Trim()) ?? new Command.Settings(ScopeOf(rest)),
            "/tree" => new Command.Tree(),
            "/describe" => PictureCommandWords.Describe(rest),
            "/arena" => ImagineParser.Parse(lines) is var read && read is Command.Imagine { Arguments: var arguments }
                ? new Command.Arena(arguments)
                : read,
            "/blend" => PictureCommandWords.Blend(rest),
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

    // "words gun, blood", "channels #art"; the name alone shows what is ruled.
    private static Command.Rules? RulesOf(string rest)
    {
        var parts = rest.Split([' ', ':', '='], 2, StringSplitOptions.TrimEntries);
        var list = parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null;
        return parts[0].ToLowerInvariant() switch
        {
            "words" or "word" => new Command.Rules(list, null),
            "channels" or "channel" => new Command.Rules(null, list),
            _ => null,
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
