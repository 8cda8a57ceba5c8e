using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>The shape of a picture as a change in words: "make it wider", "16:9", "in portrait format".</summary>
internal static partial class Shapes
{
    /// <summary>The shape that the whole text asks for; null for anything else.</summary>
    public static AspectRatio? Of(string text)
    {
        var match = Wanted().Match(text);
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

    // A landscape and a portrait are also things to draw: alone they are no shape.
    [GeneratedRegex(
        @"^(?:(?:make|turn|do|redo)\s+(?:it|this|that|the (?:picture|image))\s+|in\s+|as\s+)?(?:an?\s+|to\s+|into\s+|more\s+)*(?<numbers>\d{1,4}\s?[:x×/]\s?\d{1,4})(?:\s+(?:format|ratio|shape))?$"
            + @"|^(?:make|turn|do|redo)\s+(?:it|this|that|the (?:picture|image))\s+(?:an?\s+|to\s+|into\s+|more\s+)*(?<name>wider|broader|panoramic|widescreen|landscape|horizontal|portrait|vertical|square)(?:\s+(?:format|mode|orientation|shape))?$"
            + @"|^(?:in\s+|as\s+)?(?:an?\s+)?(?<name>widescreen|landscape|horizontal|portrait|vertical|square|wide)\s+(?:format|mode|orientation|shape)$"
            + @"|^(?<name>wider|widescreen|vertical|horizontal|square)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Wanted();
}
