using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>
/// Marks inside the words that other programs give a meaning: extra networks and embeddings, addresses of pictures,
/// choices, words that separate parts, parts with weights. What can be meant here is, the rest is left out and named;
/// nothing of it is drawn as letters.
/// </summary>
/// <param name="Prompt">What to draw.</param>
internal sealed partial record PromptSyntax(string Prompt)
{
    // More changes than anyone types; a bound for what strangers send.
    private const int MostMarks = 200;
    private const int Shown = 60;

    /// <summary>What a negative weight says: not this.</summary>
    public IReadOnlyList<string> Negative { get; private init; } = [];

    /// <summary>The marks that mean nothing here, as typed.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    /// <param name="words">Clean, without options.</param>
    public static PromptSyntax Read(string words)
    {
        var (leftOut, negative) = (new List<string>(), new List<string>());
        var text = words;
        Take(Address(), match => Named(match, match.Value.Split("://")[^1]));
        Take(ExtraNetwork(), match => Named(match, match.Value));
        Take(Embedding(), match => Named(match, match.Value.Trim('(', ')', ' ')));
        Take(Wildcard(), match => Named(match, match.Value));
        Take(ChoiceWeight(), _ => "");
        Take(Emphasis(), match => $"({match.Groups[1].Value})");
        Take(Schedule(), match =>
        {
            leftOut.Add(Short(match.Value));
            return match.Groups[2].Value.Trim() is not "" and var to ? to : match.Groups[1].Value;
        });
        Take(Alternation(), match =>
        {
            leftOut.Add(Short(match.Value));
            return match.Groups[1].Value;
        });

        // In a prompt that is all capitals they are words as any other.
        if (words.Any(char.IsLower))
        {
            Take(Break(), match =>
            {
                leftOut.Add("BREAK");
                return ", ";
            });
            Take(And(), match =>
            {
                leftOut.Add("AND");
                return " and ";
            });
        }

        text = MultiPrompt.Read(text, negative);
        text = WeightMarks.Read(text, negative, leftOut);
        return new PromptSyntax(text == words ? words : OptionReader.Tidy(text))
        {
            Negative = negative,
            LeftOut = [.. leftOut.Distinct()],
        };

        void Take(Regex marks, MatchEvaluator meaning) => text = marks.Replace(text, meaning, MostMarks);

        string Named(Match _, string name)
        {
            leftOut.Add(Short(name));
            return " ";
        }
    }

    private static string Short(string text) => PlainText.Shorten(text, Shown);

    [GeneratedRegex(@"<?https?://[^\s<>，。、；）」]+>?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"<\s*(?:lora|lyco|locon|hypernet|ti|embedding|segment|param\w*)\s*:[^<>]{0,200}>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ExtraNetwork();

    [GeneratedRegex(@"\(?\s*\bembedding:\s*[\w.\-/\\]+(?::-?[\d.]+)?\s*\)?", RegexOptions.IgnoreCase)]
    private static partial Regex Embedding();

    [GeneratedRegex(@"(?<![\w])__[A-Za-z0-9][\w/ *-]{0,60}__(?![\w])")]
    private static partial Regex Wildcard();

    // "{2$$a|b}" and "{0.5::a|0.5::b}" of Dynamic Prompts.
    [GeneratedRegex(@"(?<=\{|\{[^{}]*\|)\s*(?:\d+(?:-\d+)?\$\$|\d*\.?\d+::)(?=[^{}]*\})")]
    private static partial Regex ChoiceWeight();

    [GeneratedRegex(@"(?<!\$)\{([^{}|$:]*\p{L}[^{}|$:]*)\}")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\[([^\[\]:|]*\p{L}[^\[\]:|]*|):([^\[\]:|]*):\s*\d*\.?\d+\s*\]")]
    private static partial Regex Schedule();

    [GeneratedRegex(@"\[([^\[\]|:]*\p{L}[^\[\]|:]*)\|[^\[\]]*\]")]
    private static partial Regex Alternation();

    [GeneratedRegex(@"\s*,?\s*(?<!\w)BREAK(?!\w)\s*,?\s*")]
    private static partial Regex Break();

    [GeneratedRegex(@"(?:\s*:\s*\d*\.?\d+)?\s+AND\s+")]
    private static partial Regex And();
}
