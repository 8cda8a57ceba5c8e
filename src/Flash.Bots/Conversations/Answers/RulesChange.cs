using System.Text.RegularExpressions;
using Flash.Bots.Commands;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary>Reads the lists that managers type to rule for their group or server.</summary>
internal static partial class RulesChange
{
    private static readonly char[] Separators = [',', ';', '\n', '،', '，', '、'];
    private static readonly char[] Quotes = ['"', '\'', '“', '”', '„', '«', '»', ' '];

    /// <summary>The rules after a command; null, with one sentence, where it is mistaken.</summary>
    public static ServerRules? Of(ServerRules before, Command.Rules command, Chat chat, Texts texts, out string mistake)
    {
        var words = command.Words is { } typed ? WordsIn(typed) : before.BlockedWords;
        var channels = command.Channels is { } named ? ChannelsIn(named) : before.Channels;
        mistake =
            command.Channels is not null && chat.ServerId is null ? texts.RulesNoChannels
            : channels is null ? texts.RulesNotAChannel
            : channels.Count > ServerRules.MaxChannels ? texts.RulesTooManyChannels
            : words.Count > ServerRules.MaxWords || words.Any(word => word.Length > ServerRules.MaxWordLength)
                ? texts.RulesTooManyWords
            : words.FirstOrDefault(word => !IsWord(word)) is { } none ? texts.RulesNotAWord(none)
            : "";
        return mistake is "" ? new ServerRules(words, channels!) : null; // null channels are a mistake
    }

    private static bool MeansNone(string typed) =>
        typed.Trim().ToLowerInvariant() is "" or "-" or "–" or "—" or "none" or "off";

    private static List<string> WordsIn(string typed) =>
        MeansNone(typed)
            ? []
            :
            [
                .. typed
                    .Split(Separators)
                    .Select(word => PlainText.Clean(word.Trim(Quotes)))
                    .Where(word => word.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];

    // Null where no channel is named.
    private static List<string>? ChannelsIn(string typed)
    {
        var named = Channel().Matches(typed).Select(match => match.Groups[1].Value).Distinct().ToList();
        return named.Count > 0 ? named
            : MeansNone(typed) ? []
            : null;
    }

    private static bool IsWord(string word)
    {
        try
        {
            return ServerRules.RuleOf(word) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"<#([0-9]{1,20})>")]
    private static partial Regex Channel();
}
