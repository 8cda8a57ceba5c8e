using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What to leave out, as people list it.</summary>
internal static class Negatives
{
    private static readonly PatternFile Said = PatternFile.Load("leaving-out");

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

    /// <summary>What a prompt itself says not to draw ("a horse without trees", "a boat, no moon"), as a list; empty
    /// where it says nothing of the kind.</summary>
    public static string In(string prompt, out string rest)
    {
        var things = new List<string>();
        rest = prompt;
        foreach (var said in (Regex[])[FirstNot(), Not(), RelativeNot(), ForeignNot(), UnspacedNot()])
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

    private static Regex Between() => Said.Of();

    private static Regex Not() => Said.Of();

    private static Regex No() => Said.Of();

    private static Regex FirstNot() => Said.Of();

    private static Regex RelativeNot() => Said.Of();

    private static Regex ForeignNot() => Said.Of();

    private static Regex UnspacedNot() => Said.Of();
}
