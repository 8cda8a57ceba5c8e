using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>A shape that stands among the words without its option: "a cat (16:9)", "a cat, 512x768".</summary>
internal static partial class BareShape
{
    /// <summary>Takes it out of the words; as they are where there is none, or where it may be a time or a size of what is
    /// drawn.</summary>
    public static (string Words, AspectRatio? Shape) Take(string words)
    {
        var plain = Glyphs.Plain(words);
        foreach (Match match in Ratio().Matches(plain))
        {
            if (AspectRatio.TryParse(match.Groups["shape"].Value, out var shape))
            {
                var rest = OptionReader.Tidy(words[..match.Index] + " " + words[(match.Index + match.Length)..]);
                return PlainText.SaysSomething(rest) ? (rest, shape) : (words, null);
            }
        }

        return (words, null);
    }

    private const string Ratios = "1:1|16:9|9:16|4:3|3:4|3:2|2:3|21:9|9:21|16:10|10:16|5:4|4:5|2:1|1:2";
    private const string Pixels = @"[1-9]\d{2,3}\s?[x*]\s?[1-9]\d{2,3}";

    // In brackets, between commas, at either end, or with a word that says what it is. "(10:30)" is a time, and "(cat:1.3)"
    // a weight.
    [GeneratedRegex(
        $@"[(\[]\s*(?<shape>{Ratios}|{Pixels})(?:\s*px|\s+(?:aspect )?ratio|\s+format)?\s*[)\]]"
            + $@"|(?:^|,)\s*(?:in\s+)?(?<shape>{Ratios}|{Pixels})(?:\s*px|\s*pixels)?(?:\s+(?:aspect ratio|ratio|format))?\s*(?=,|$)"
            + $@"|^(?<shape>16:9|9:16|4:3|3:4|3:2|2:3|21:9|4:5|5:4)\s+(?=\p{{L}})(?!(?:is|was|wins?|score|lead|defeat)\b)"
            + $@"|(?<![\w:.])(?:in\s+)?(?<shape>{Ratios})\s+(?:aspect ratio|ratio|format)(?!\w)"
            + $@"|(?<!(?:^|\s)(?:at|um|à|a las|в|psalm|verse|score|vs|is)\s)(?<![\w:.])(?<shape>16:9|9:16|4:3|3:4|3:2|2:3|21:9|4:5|5:4)\s*$"
            + $@"|(?<![\w:.])(?<shape>{Pixels})(?:\s*px|\s+pixels)?\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ratio();
}
