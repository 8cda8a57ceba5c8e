using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>Weights in brackets, made such that every model can take them.</summary>
/// <remarks>What a model does with <c>(word)</c>, <c>[word]</c> and <c>(word:1.3)</c> is the tokenizer's
/// part.</remarks>
internal static partial class WeightMarks
{
    /// <summary>Above this words become noise.</summary>
    private const double Most = 2;

    // More than anyone nests or types.
    private const int MostMarks = 200;

    /// <summary>
    /// <c>(word:1.3)</c> in plain characters, up to <see cref="Most"/>. What has no number that can be used loses it
    /// and is named; a negative weight means "not this". A ratio or a time (<c>(16:9)</c>) is no weight.
    /// </summary>
    public static string Read(string text, List<string> negative, List<string> leftOut)
    {
        if (!text.AsSpan().ContainsAny('(', '（'))
        {
            return text;
        }

        return Weighted()
            .Replace(
                text,
                match =>
                {
                    var (words, number) = (
                        match.Groups[1].Value.Trim(),
                        Glyphs.Plain(match.Groups[2].Value).Replace(" ", "", StringComparison.Ordinal).Replace(',', '.')
                    );
                    if (
                        !words.Any(char.IsLetter)
                        || (
                            char.IsDigit(words[^1])
                            && !number.Contains('.', StringComparison.Ordinal)
                            && char.IsAsciiDigit(number[0])
                        )
                    )
                    {
                        return $"{words}:{number}";
                    }

                    if (
                        !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
                        || !double.IsFinite(weight)
                    )
                    {
                        leftOut.Add(PlainText.Shorten(match.Value, 60));
                        return words;
                    }

                    if (weight < 0)
                    {
                        negative.Add(words);
                        return "";
                    }

                    if (weight > Most)
                    {
                        leftOut.Add(PlainText.Shorten($":{number}", 20));
                        weight = Most;
                    }

                    return string.Create(CultureInfo.InvariantCulture, $"({words}:{Math.Round(weight, 2)})");
                },
                MostMarks
            );
    }

    [GeneratedRegex(
        @"(?<!\\)[(（]([^()（）]*?)\s*[:：]\s*([-+−]?\s?(?:[\d０-９]*[.．,，]?[\d０-９]+(?:[eE][-+]?\d+)?|nan|inf(?:inity)?|"
            + @"∞))\s*[)）]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Weighted();
}
