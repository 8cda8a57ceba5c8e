using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>Midjourney's <c>hot::2 dog::1</c>: parts with weights that count against one another.</summary>
internal static partial class MultiPrompt
{
    private const double Least = 0.3,
        Most = 1.7;

    /// <summary>The same as weights in brackets. A part below zero goes to <paramref name="negative"/>.</summary>
    public static string Read(string text, List<string> negative)
    {
        if (!text.Contains("::", StringComparison.Ordinal))
        {
            return text;
        }

        var parts = new List<(string Words, double Weight)>();
        var at = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            Add(text[at..mark.Index], mark.Groups[1].Value);
            at = mark.Index + mark.Length;
        }

        if (at == 0)
        {
            return text;
        }

        Add(text[at..], "");
        negative.AddRange(parts.Where(part => part.Weight < 0).Select(part => part.Words));
        var kept = parts.Where(part => part.Weight > 0).ToList();
        var mean = kept.Count == 0 ? 1 : kept.Average(part => part.Weight);
        var result = new StringBuilder();
        foreach (var (words, weight) in kept)
        {
            var relative = Math.Round(Math.Clamp(weight / mean, Least, Most), 2);
            result.Append(result.Length == 0 ? "" : ", ");
            result.Append(relative == 1 ? words : string.Create(CultureInfo.InvariantCulture, $"({words}:{relative})"));
        }

        return result.ToString();

        void Add(string words, string number)
        {
            var trimmed = words.Trim(' ', ',');
            if (PlainText.IsVisible(trimmed))
            {
                parts.Add(
                    (
                        trimmed,
                        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
                            ? weight
                            : 1
                    )
                );
            }
        }
    }

    [GeneratedRegex(@"\s*::\s?([-−]?\d*\.?\d+)?(?=\s|,|$)|(?<=\w)::(?=\s|$)")]
    private static partial Regex Mark();
}
