using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>The shape of a picture as a change in words: "make it wider", "16:9", "in portrait format".</summary>
internal static class Shapes
{
    internal static readonly PatternFile Said = PatternFile.Load("shapes");

    /// <summary>The shape that the whole text asks for; null for anything else.</summary>
    public static AspectRatio? Of(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var word = match.Groups["numbers"].Success ? match.Groups["numbers"].Value : Named(match.Groups["name"].Value);
        return AspectRatio.TryParse(word, out var ratio) ? ratio : null;
    }

    private static string Named(string name) =>
        name.ToLowerInvariant() switch
        {
            "wider" or "broader" or "panoramic" => "wide",
            var other => other,
        };

    private static Regex Shape() => Said.Of();
}
