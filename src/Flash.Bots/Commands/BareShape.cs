using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>A shape that stands among the words without its option: "a cat (16:9)", "a cat, 512x768".</summary>
internal static class BareShape
{
    /// <summary>Takes it out of the words; as they are where there is none, or where it may be a time or a size of what
    /// is drawn.</summary>
    public static (string Words, AspectRatio? Shape) Take(string words)
    {
        var plain = Glyphs.Plain(words);
        foreach (Match match in Ratio().Matches(plain))
        {
            if (AspectRatio.TryParse(ShapeIn(match), out var shape))
            {
                var rest = OptionReader.Tidy(words[..match.Index] + " " + words[(match.Index + match.Length)..]);
                return PlainText.SaysSomething(rest) ? (rest, shape) : (words, null);
            }
        }

        return (words, null);
    }

    private static string ShapeIn(Match match) =>
        match.Groups["p"].Success ? "portrait"
        : match.Groups["l"].Success ? "landscape"
        : match.Groups["s"].Success ? "square"
        : match.Groups["w"].Success ? "wide"
        : match.Groups["shape"].Value;

    private static Regex Ratio() => Shapes.Said.Of();
}
