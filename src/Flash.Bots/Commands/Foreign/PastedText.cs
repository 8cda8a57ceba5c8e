using System.Net;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>What comes along when a prompt is copied from another chat: the command, the field's name, asterisks,
/// quotes around everything, and the line that says whose it was.</summary>
internal static partial class PastedText
{
    public static string Read(string text)
    {
        var rest = Marked()
            .Replace(text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text, "");
        rest = WithoutBullets(rest.Trim());
        for (var i = 0; i < 3; i++)
        {
            rest = Unwrapped(Signature().Replace(Command().Replace(rest, ""), "").Trim());
        }

        return PastedJson.Read(rest) ?? SpokenRequest.Without(rest);
    }

    // A list, or a quotation, of which every line begins with its sign.
    private static string WithoutBullets(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 0 && lines.All(line => Bullet().IsMatch(line))
            ? string.Join(", ", lines.Select(line => Bullet().Replace(line, "").TrimEnd(',', ';')))
            : text;
    }

    /// <summary>Without the quotes, asterisks or code marks around the whole text; a text that merely contains some
    /// stays as it is.</summary>
    internal static string Unwrapped(string text)
    {
        if (
            text.Length > 4
            && text.StartsWith("**", StringComparison.Ordinal)
            && text.IndexOf("**", 2, StringComparison.Ordinal) is var end and > 2
        )
        {
            // A copied job: the prompt in bold, then its options or whose it was.
            return text[2..end] + " " + text[(end + 2)..];
        }

        if (text.Length > 2 && text[0] == '`' && text[^1] == '`')
        {
            return text.Trim('`').Trim();
        }

        return
            text.Length >= 2
            && Glyphs.OpeningQuotes.Contains(text[0], StringComparison.Ordinal)
            && Glyphs.ClosingQuotes.Contains(text[^1], StringComparison.Ordinal)
            && !text[1..^1]
                .Any(c => (Glyphs.OpeningQuotes + Glyphs.ClosingQuotes).Contains(c, StringComparison.Ordinal))
            ? text[1..^1].Trim()
            : text;
    }

    [GeneratedRegex(
        @"^(?:/(?:imagine|dream|draw|generate)(?:@\w+)?\s+)?(?:(?:parameters|dream)\s*[:：]\s*)?(?:(?:positive"
            + @"(?:[ _]prompt)?|prompt)\s*[:：=]\s*|prompt\s+(?=(?:an?|the|one|two)\s))?(?:/imagine(?:@\w+)?(?=\s|"
            + @"$)\s*)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Command();

    // "\-\-ar": Markdown's way to say that a sign means itself.
    [GeneratedRegex(@"\\(?=[-_*~`>#|])")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^(?:[>•·*-]|\d{1,2}[.)])\s+(?=\S)")]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"\s+-\s+(?:Image #\d+ )?(?:(?:Upscaled|Variations?|Remix|Pan|Zoom|Vary|"
            + @"Enhanced?)[\w ()./%#-]* by )?<?@[^\s>]+>?(?:\s*\([^)]{1,60}\))*\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Signature();
}
