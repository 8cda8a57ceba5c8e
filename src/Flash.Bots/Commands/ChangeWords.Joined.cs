using Flash.Bots.Glossary;

namespace Flash.Bots.Commands;

// Several changes in one sentence, and one change with commas in it.
internal static partial class ChangeWords
{
    /// <summary>One change that has commas in it: "no cats, just a dog", "without trees, people or cars"; null for
    /// anything else.</summary>
    internal static Change? Whole(string text, string prompt, Func<string, string> english)
    {
        var plain = Plain(text);
        if (!plain.Contains(',', StringComparison.Ordinal) || plain.Contains(';', StringComparison.Ordinal))
        {
            return null;
        }

        if (RemovalList().Match(plain) is { Success: true } list)
        {
            return RemoveAll(list.Groups[1].Value, english);
        }

        if (NotBut().IsMatch(plain) || InPlaceOf().IsMatch(plain))
        {
            return plain.Count(c => c == ',') == 1 ? Order(plain, prompt, english) : null;
        }

        // "statt Hund, eine Katze"
        return
            ForeignChanges.English(plain, prompt, english, english != PromptRewrite.AsTyped) is { } sentence
            && sentence.StartsWith("replace ", StringComparison.Ordinal)
            && !sentence.Contains(',', StringComparison.Ordinal)
            ? Read(sentence, prompt, PromptRewrite.AsTyped)
            : null;
    }

    /// <summary>The single changes of "blue and bigger", "make it night and bigger", "turn the boat purple and the sea
    /// pink", as sentences; null where it is one, or none.</summary>
    internal static IReadOnlyList<string>? Several(string text, string prompt, Func<string, string> english)
    {
        var plain = Plain(text);
        var parts = And().Split(plain);
        if (parts.Length < 2 || parts.Any(part => part.Trim() is "") || BlackAndWhite().IsMatch(plain))
        {
            return null;
        }

        var known = parts.Select(part => InEnglish(part.Trim(), prompt, english)).ToList();
        if (
            !(IsPart(known[0]) || (Leading().IsMatch(known[0]) && Order(known[0], prompt, english) is not null))
            || !known.Skip(1).All(part => IsPart(part) || IsOfOther(part, prompt))
        )
        {
            return null;
        }

        // "red and blue" is one colour of two, "night and day" no hour.
        for (var i = 1; i < known.Count; i++)
        {
            var (before, after) = (known[i - 1], Bare(known[i]));
            if (
                (Scenery.IsColour(after) && Scenery.IsColour(LastWord(before)))
                || (Scenery.IsHourOrWeather(after) && Scenery.IsHourOrWeather(before))
            )
            {
                return null;
            }
        }

        // "make the boat blue and bigger": the boat.
        var thing =
            MakeThing().Match(known[0]) is { Success: true } made && !IsPronoun(made.Groups[1].Value)
                ? WithoutArticle(made.Groups[1].Value)
                : null;
        return
        [
            known[0],
            .. known
                .Skip(1)
                .Select(part =>
                    thing is not null && IsQualityOfThing(Bare(part)) ? $"make the {thing} {Bare(part)}" : part
                ),
        ];
    }

    /// <summary>A change of another language, or its words, in English; as typed where they are.</summary>
    internal static string InEnglish(string text, string prompt, Func<string, string> english) =>
        ForeignChanges.English(text, prompt, english, english != PromptRewrite.AsTyped)
        ?? (IsPart(text) || Leading().IsMatch(text) ? text : english(text).Trim(' ', ',', '.'));

    // Something instead, how many pictures, and where in the picture.
    private static Change? Arranged(string plain, string prompt, Func<string, string> english)
    {
        // "put it in the desert instead", "a dog instead".
        if (InsteadOfIt().Match(plain) is { Success: true } insteadOfIt)
        {
            var other = insteadOfIt.Groups[1].Value;
            return Order(other, prompt, english) ?? Fragment(other, prompt) ?? Become(english(other));
        }

        if (PictureCount().Match(plain) is { Success: true } pictures)
        {
            var count = Amounts.Parse(pictures.Groups["n"].Value);
            return (arguments, _) => (arguments with { Count = count }, null);
        }

        if (Position().Match(plain) is { Success: true } position)
        {
            var side = position.Groups["where"].Value.ToLowerInvariant();
            return Become(side is "left" or "right" ? $"on the {side}" : "in the middle");
        }

        return null;
    }

    private static bool IsPart(string english) => IsQuality(Bare(english)) || Shapes.Of(english) is not null;

    // "the sea pink"
    private static bool IsOfOther(string part, string prompt) =>
        Leading().IsMatch(part)
        || (
            Wish().Match(part) is { Success: true } wish
            && part.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
            && PromptWords.Has(prompt, PromptWords.AsIn(prompt, WithoutArticle(wish.Groups[1].Value)))
        );

    private static string Bare(string words) =>
        words.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && Scenery.IsColour(words[3..])
            ? words[3..]
            : words;

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..];
}
