using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Changes to the words of a prompt: whole words only, whatever their case, quotes around them
/// ignored.</summary>
internal static partial class PromptWords
{
    /// <summary>Whether the words stand in the prompt, in this order.</summary>
    public static bool Has(string prompt, string words) => Find(words) is { } find && find.IsMatch(prompt);

    /// <summary>The prompt with every occurrence replaced; a capital at its beginning stays one.</summary>
    public static string Replace(string prompt, string words, string with) =>
        Find(words) is { } find ? find.Replace(prompt, match => Cased(match.Value, with)) : prompt;

    /// <summary>The prompt without the words, and without what their going leaves hanging: an article, a joining word, a
    /// comma.</summary>
    public static string Without(string prompt, IEnumerable<string> things)
    {
        var rest = prompt;
        foreach (var thing in things)
        {
            if (Find(thing, withArticle: true) is { } find && find.IsMatch(rest))
            {
                rest = find.Replace(rest, "\u0001");
            }
        }

        if (rest == prompt)
        {
            return prompt;
        }

        // "a car on a carpet" without the car is "on a carpet", which is "a carpet"; "a boat and a bird" without either
        // end is the other.
        var parts = rest.Split(',', ';')
            .Select(part =>
                part.Contains('\u0001', StringComparison.Ordinal)
                    ? Hanging()
                        .Replace(Hanging().Replace(part, " "), " ")
                        .Replace("\u0001", " ", StringComparison.Ordinal)
                    : part
            )
            .Select(PlainText.Clean)
            .Where(part => part.Any(char.IsLetterOrDigit));
        return string.Join(", ", parts);
    }

    private static Regex? Find(string words, bool withArticle = false)
    {
        var plain = PlainText
            .Clean(string.Concat(words.Where(c => !Quotes.Contains(c, StringComparison.Ordinal))))
            .Trim(',', '.', ';', '!');
        if (!PlainText.IsVisible(plain))
        {
            return null;
        }

        var pattern = string.Join(@"\s+", plain.Split(' ').Select(Regex.Escape));
        // A script without spaces has no whole words to keep.
        var (before, after) = (
            Glyphs.IsSpacedLetter(plain[0]) || char.IsDigit(plain[0]) ? @"(?<![\p{L}\p{N}_])" : "",
            Glyphs.IsSpacedLetter(plain[^1]) || char.IsDigit(plain[^1]) ? @"(?![\p{L}\p{N}_])" : ""
        );
        var whole = before + pattern + after;
        // "a red boat" without red is "a boat"; without the boat the article goes too.
        var choice = withArticle ? $"{Article}{whole}{NounEnds}|{whole}" : whole;
        return new Regex(choice, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Cased(string before, string after) =>
        after.Length > 0
        && char.IsUpper(before[0])
        && char.IsLower(after[0])
        && (before.Length == 1 || !char.IsUpper(before[1]))
            ? char.ToUpperInvariant(after[0]) + after[1..]
            : after;

    private const string Article = @"(?<![\p{L}\p{N}_])(?:an?|the|some|any)\s+";

    private const string NounEnds =
        @"(?=\s*(?:$|[,;.:!?)])|\s+(?:and|or|with|on|in|at|under|over|near|beside|by|behind|between|next|in|from|to|that|who|which|is|are)(?![\p{L}\p{N}_]))";

    private const string Quotes = "\"“”„«»‹›「」『』";

    // A joining word on the side where nothing is joined any more.
    [GeneratedRegex(
        @"(?:^|(?<=\s))(?:and|with|und|mit|et|avec|y|con|и|с)\s*\u0001|(?<=^\s*)\u0001\s*(?:and|with|on|in|at|under|over|near|beside|by|und|mit|et|avec|y|con|и|с)(?=\s)|\u0001(?=\s*$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Hanging();
}
