using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

// What is said without a verb, and what words are: a colour, a style, "it".
internal static partial class ChangeWords
{
    // What is no sentence, and a change only where it fits to the prompt.
    private static Change? Fragment(string plain, string prompt)
    {
        if (Wish().Match(plain) is { Success: true } wish)
        {
            var thing = WithoutArticle(wish.Groups[1].Value);
            if (IsPronoun(thing))
            {
                return Become(wish.Groups[2].Value);
            }

            // "red should be blue"
            if (Scenery.IsColour(thing) && Scenery.IsColour(wish.Groups[2].Value) && PromptWords.Has(prompt, thing))
            {
                return PromptRewrite.Replace(thing, wish.Groups[2].Value);
            }

            if (PromptWords.Has(prompt, PromptWords.AsIn(prompt, thing)))
            {
                return Described(thing, wish.Groups[2].Value);
            }
        }

        if (
            ThingInColour().Match(plain) is { Success: true } coloured
            && Scenery.IsColour(coloured.Groups[2].Value)
            && PromptWords.Has(prompt, coloured.Groups[1].Value)
        )
        {
            return Described(coloured.Groups[1].Value, coloured.Groups[2].Value);
        }

        if (InColour().Match(plain) is { Success: true } colour && Scenery.IsColour(colour.Groups[1].Value))
        {
            return Become(colour.Groups[1].Value);
        }

        if (QualityOfThing().Match(plain) is { Success: true } quality)
        {
            var (how, thing) = (quality.Groups[1].Value, PromptWords.AsIn(prompt, quality.Groups[2].Value));
            if ((Scenery.IsColour(how) || Scenery.SizeOf(how) is not null) && PromptWords.Has(prompt, thing))
            {
                return Described(thing, how);
            }
        }

        if (OneToAnother().Match(plain) is { Success: true } other && PromptWords.Has(prompt, other.Groups[1].Value))
        {
            return PromptRewrite.Replace(other.Groups[1].Value, WithoutArticle(other.Groups[2].Value));
        }

        if (Amounts.Counted(plain, prompt) is { } counted)
        {
            return counted;
        }

        if (StyleTable.NameOf(StyleNoise().Replace(plain, "").Trim()) is { } style && style != StyleTable.None)
        {
            return (arguments, _) => (arguments with { Style = style }, null);
        }

        return
            Scenery.IsPlaceOrTime(plain)
            || Scenery.IsHourOrWeather(plain)
            || Scenery.IsColour(plain)
            || Scenery.SizeOf(plain) is not null
            || Comparative().IsMatch(plain)
            ? Become(plain)
            : null;
    }

    /// <summary>Whether English words are what a picture can become: a colour, size, place, hour or style.</summary>
    internal static bool IsQuality(string english) =>
        IsQualityOfThing(english) || Scenery.PhraseOf(english) is not null || StyleIn(english) is not null;

    /// <summary>Whether English words are what a thing can become: a colour, a size, bigger, darker.</summary>
    internal static bool IsQualityOfThing(string english) =>
        WithoutArticle(english) is var bare
        && (Scenery.IsColour(bare) || Scenery.SizeOf(bare) is not null || Comparative().IsMatch(bare));

    /// <summary>The style that the whole text names; null for none.</summary>
    internal static string? StyleIn(string text) => StyleTable.NameOf(StyleNoise().Replace(text, "").Trim());

    private static string? AsStyle(string text) =>
        StylePhrase().Match(text) is { Success: true } match
            ? StyleTable.NameOf(StyleNoise().Replace(match.Groups[1].Value, "").Trim())
            : null;

    private static bool IsPronoun(string word) =>
        word.ToLowerInvariant()
            is "it"
                or "this"
                or "that"
                or "them"
                or "everything"
                or "picture"
                or "image"
                or "photo"
                or "the picture"
                or "the image"
                or "the photo";
}
