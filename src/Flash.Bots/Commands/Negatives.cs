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

    private const string Quotes = "\"“”„«»‹›「」『』";

    [GeneratedRegex(@"\s*[,，、;；]\s*|\s+(?:and|or|und|oder|et|ou|y|o|и|или)\s+|\s*&\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:no|any|without|keine?n?|sans|sin|без)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex No();
}
