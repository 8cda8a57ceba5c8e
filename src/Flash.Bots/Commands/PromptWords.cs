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

    /// <summary>The prompt without the words, and without what their going leaves hanging: an article, adjectives, a
    /// joining word, a comma, brackets.</summary>
    public static string Without(string prompt, IEnumerable<string> things)
    {
        var rest = prompt;
        foreach (var thing in things)
        {
            if (Find(thing) is { } find)
            {
                rest = Cut(rest, find);
            }
        }

        if (rest == prompt)
        {
            return prompt;
        }

        rest = Emptied().Replace(rest, "\u0001");
        // "a car on a carpet" without the car is "on a carpet", which is "a carpet"; "a boat and a bird" without either
        // end is the other.
        var parts = rest.Split(',', ';')
            .Select(part => part.Contains('\u0001', StringComparison.Ordinal) ? Mended(part) : part)
            .Select(PlainText.Clean)
            .Where(part => part.Any(char.IsLetterOrDigit));
        return string.Join(", ", parts).TrimEnd('，', '、', '；');
    }

    /// <summary>The number of a thing: "boat" for "boats", where the prompt has that.</summary>
    public static string AsIn(string prompt, string thing) =>
        Has(prompt, thing) ? thing : Forms(thing).FirstOrDefault(form => Has(prompt, form)) ?? thing;

    private static IEnumerable<string> Forms(string thing) =>
        thing.Length < 3 || !char.IsAsciiLetter(thing[^1]) ? []
        : thing.EndsWith("ies", StringComparison.Ordinal) ? [thing[..^3] + "y"]
        : thing.EndsWith("es", StringComparison.Ordinal) ? [thing[..^1], thing[..^2]]
        : thing.EndsWith('s') ? [thing[..^1]]
        : thing.EndsWith('y') ? [thing[..^1] + "ies", thing + "s"]
        : thing[^1] is 'x' or 'z' or 'o' or 'h' ? [thing + "s", thing + "es"]
        : [thing + "s"];

    private static string Cut(string text, Regex find)
    {
        var at = 0;
        while (find.Match(text, at) is { Success: true } match)
        {
            var (start, end, isWhole) = NounPhrase.Around(text, match.Index, match.Index + match.Length);
            text = isWhole
                ? string.Concat(text.AsSpan(0, start), "\u0001", text.AsSpan(end))
                : string.Concat(Agreeing(text[..start], text[end..].TrimStart()), text[end..].TrimStart());
            at = start + (isWhole ? 1 : 0);
        }

        return text;
    }

    // "an orange boat" without orange is "a boat".
    private static string Agreeing(string before, string after) =>
        after.Length == 0
            ? before
            : IndefiniteArticle()
                .Replace(before, article =>
                    article.Value[..1]
                    + ("aeiou".Contains(char.ToLowerInvariant(after[0]), StringComparison.Ordinal) ? "n " : " ")
                );

    private static string Mended(string part)
    {
        for (var i = 0; i < 4; i++)
        {
            var mended = Hanging().Replace(HangingList().Replace(part, "$1 "), "\u0001");
            if (mended == part)
            {
                break;
            }

            part = mended;
        }

        return Opening().Replace(part, "").Replace("\u0001", " ", StringComparison.Ordinal);
    }

    private static Regex? Find(string words)
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
        return new Regex(whole, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Cased(string before, string after) =>
        after.Length > 0
        && char.IsUpper(before[0])
        && char.IsLower(after[0])
        && (before.Length == 1 || !char.IsUpper(before[1]))
            ? char.ToUpperInvariant(after[0]) + after[1..]
            : after;

    private const string Quotes = "\"“”„«»‹›「」『』";

    private const string Prepositions =
        "with|on|in|at|under|over|near|beside|by|behind|between|next to|in front "
        + "of|from|to|of|into|onto|through|above|below|inside|around|across|along|"
        + "wearing|holding|mit|auf|unter|neben|avec|sur|dans|sous|con|en|sobre|bajo|com|em|с|на|в|под";

    private const string Ands = "and|or|und|oder|et|ou|y|e|и|или";

    // "a boat with (a sail) and a moon": the list goes on.
    [GeneratedRegex($@"((?<=\s)(?:with|mit|avec|con|com|с))\s+\u0001\s*(?:{Ands})\s+", RegexOptions.IgnoreCase)]
    private static partial Regex HangingList();

    // A joining word, or what someone does to it, on the side where nothing is joined any more.
    [GeneratedRegex(
        $@"(?:^|(?<=\s))(?:{Ands}|{Prepositions}|[\p{{L}}]{{3,}}(?<!th|build)ing)\s*\u0001|\u0001\s*\u0001",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Hanging();

    // What is left at the beginning: "on a carpet", "sitting on a wall", "and a dog".
    [GeneratedRegex(
        $@"^\s*\u0001\s*(?:[\p{{L}}]{{3,}}(?<!th|build)ing\s+)?(?:(?:{Ands}|{Prepositions})(?=\s)\s*)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opening();

    [GeneratedRegex(@"(?:[(\[（]\s*)+\u0001\s*(?:[:：]\s*[\d.]+\s*)?(?:[)\]）]\s*(?::\s*[\d.]+\s*)?)+")]
    private static partial Regex Emptied();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])an?\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex IndefiniteArticle();
}
