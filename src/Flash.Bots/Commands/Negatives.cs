using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What to leave out, as people list it.</summary>
internal static partial class Negatives
{
    /// <summary>The words of one list: without quotes, without the "no" of "no trees, no cars", and with commas for
    /// "and".</summary>
    public static string Clean(string text)
    {
        var plain = PlainText.Clean(string.Concat(text.Where(c => !Quotes.Contains(c, StringComparison.Ordinal))));
        return string.Join(
            ", ",
            Between()
                .Split(plain)
                .Select(thing => No().Replace(thing, "").Trim(' ', '.', ';', '!', '-', '_'))
                .Where(PlainText.IsVisible)
        );
    }

    /// <summary>One list of several.</summary>
    public static string Join(IEnumerable<string> lists) => string.Join(", ", lists.Where(list => list is not ""));

    /// <summary>The single things of a list.</summary>
    public static IReadOnlyList<string> Things(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a prompt itself says not to draw ("a horse without trees", "a boat, no moon"), as a list; empty where
    /// it says nothing of the kind.</summary>
    public static string In(string prompt, out string rest)
    {
        var things = new List<string>();
        rest = prompt;
        foreach (var said in (Regex[])[Not(), ForeignNot(), UnspacedNot()])
        {
            rest = said.Replace(rest, match =>
            {
                things.AddRange(match.Groups["what"].Captures.Select(what => what.Value.Trim()));
                return "";
            });
        }

        if (things.Count > 0)
        {
            rest = OptionReader.Tidy(rest);
        }

        // "不要树" alone: nothing to draw would be left.
        if (!PlainText.SaysSomething(rest))
        {
            rest = prompt;
            return "";
        }

        return Join(things.Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private const string Quotes = "\"“”„«»‹›「」『』";

    [GeneratedRegex(@"\s*[,，、;；]\s*|\s+(?:and|or|und|oder|et|ou|y|o|и|или)\s+|\s*&\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    // Something must come before: "no entry" is a sign.
    [GeneratedRegex(
        @"(?<=\w)(?:\s+(?:and |but )?(?:without|with no|but not|but no|(?:that|which|who) (?:(?:is|are|has|have) (?:not|no)|isn['’]?t|aren['’]?t))|\s*[,.;]\s*(?:and |but )?(?:without|with no|not|no))\s+(?:any |an? |the )?(?<what>(?!(?:one|more|less|longer|matter|doubt|end|entry)\b)[\p{L}-]+(?:\s+(?!(?:in|on|at|and|or|with|under|over|by|near|above|below|beside|behind|from|of|to|is|are)\b)[\p{L}-]+)?)(?:\s+(?:and|or|nor)\s+(?:any\s+)?(?!(?:an?|the|one|two)\b)(?<what>[\p{L}-]+)(?=\s*(?:$|[,.;!])))*(?=\s*(?:$|[,.;!])|\s+(?:in|on|at|and|with|under|over|by|near|above|below|beside|behind)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Not();

    [GeneratedRegex(@"^(?:no|any|without|keine?n?|sans|sin|без)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex No();
}
