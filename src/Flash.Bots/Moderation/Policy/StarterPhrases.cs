using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation.Policy;

/// <summary>
/// Reads a line of <c>starter-rules.json</c>: phrases between semicolons; <c>{a|b c}</c> is one or the other, <c>#</c>
/// an age below 18, a star any ending.
/// </summary>
internal static partial class StarterPhrases
{
    private const char Age = '#';

    // The end of a clause may stand between two words.
    private const string Between = " (?:, )?";

    /// <summary>The phrases as regular expressions over a reading with clauses.</summary>
    public static IEnumerable<string> Of(string line) =>
        line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Pattern);

    private static string Pattern(string phrase)
    {
        var pattern = new StringBuilder();
        foreach (var part in Part().Matches(phrase).Select(part => part.Value))
        {
            pattern.Append(pattern.Length == 0 || pattern is [.., ')', '?'] ? "" : Between);
            pattern.Append(part is ['{', .. var choices, '}'] && !choices.Contains('{') ? AnyOf(choices) : Word(part));
        }

        return pattern.ToString();
    }

    private static string AnyOf(string choices)
    {
        var any = string.Join('|', choices.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Pattern));
        return choices[0] == '|' ? $"(?:(?:{any}){Between})?" : $"(?:{any})";
    }

    private static string Word(string word)
    {
        var start = word.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
        {
            return word.Contains(Age, StringComparison.Ordinal)
                ? WithAge(word)
                : string.Join(Between, PromptRule.PhraseOf(word));
        }

        var end = word.IndexOf('}', start);
        var choices = word[(start + 1)..end].Split('|');
        return $"(?:{string.Join('|', choices.Select(choice => Word(word[..start] + choice + word[(end + 1)..])))})";
    }

    private static string WithAge(string word)
    {
        var unit = NormalizedPrompt.Of(word).Readings[0];
        return (unit.All(char.IsAscii), word.EndsWith('*')) switch
        {
            (_, true) => $@"\b(?:[1-9]|1[0-7]){Regex.Escape(unit)}\w*",
            (true, _) => $@"\b(?:[1-9]|1[0-7]){Regex.Escape(unit)}\b",
            _ => $"(?:[1-9]|1[0-7]){Regex.Escape(unit)}",
        };
    }

    [GeneratedRegex(@"(?:\{[^}]*\}|[^ {])+")]
    private static partial Regex Part();
}
