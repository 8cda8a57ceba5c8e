using Flash.Bots.Glossary;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>
/// Changes as people say them: <c>make it blue</c>, <c>make the cat bigger</c>, <c>make it night</c>, <c>add a moon</c>,
/// <c>more clouds</c>, <c>remove the boat</c>, <c>swap cat and dog</c>, <c>now in winter</c>, <c>but in green</c>, <c>as
/// watercolour</c>, <c>replace X with Y</c>, <c>I'd like the boat to be yellow</c>, <c>again</c>. Other languages come as
/// the English that means the same (<see cref="ForeignChanges"/>).
/// </summary>
internal static partial class ChangeWords
{
    /// <summary>The change; null for words that are a prompt of their own.</summary>
    /// <param name="text">One change, without options.</param>
    /// <param name="prompt">What is changed: "bigger cat" is a change where there is a cat.</param>
    /// <param name="english">Words of another language in English, where they are understood.</param>
    public static Change? Read(string text, string prompt, Func<string, string> english)
    {
        var plain = Plain(text);
        if (Again().IsMatch(plain))
        {
            return (arguments, _) => (arguments with { IsNewSeed = true }, null);
        }

        // "but", "now", "the same in": what follows is a change and no prompt.
        var opening = Opening().Match(plain);
        var rest = plain[opening.Length..].Trim();
        var isChange = opening.Length > 0 && rest.Length > 0;
        return Order(rest, prompt, english)
            ?? Fragment(rest, prompt)
            ?? (
                ForeignChanges.English(plain, prompt, english, english != PromptRewrite.AsTyped) is { } sentence
                    ? Read(sentence, prompt, PromptRewrite.AsTyped)
                    : null
            )
            ?? (english(rest) is var said && said != rest ? Fragment(WithoutArticle(said), prompt) : null)
            ?? (isChange ? Become(english(rest)) : null);
    }

    /// <summary>Without quotes, politeness, and how much bigger.</summary>
    public static string Plain(string text) => Degree().Replace(Polite(PromptRewrite.Bare(text)), "");

    /// <summary>Without what is said out of politeness.</summary>
    public static string Polite(string text)
    {
        var rest = Please().Replace(text, "").Trim();
        return Please().Replace(rest, "").Trim();
    }

    internal static string WithoutArticle(string text) => Article().Replace(text.Trim(), "");

    // What begins with a verb, or with a word that says what is to be done.
    private static Change? Order(string plain, string prompt, Func<string, string> english)
    {
        if (Shapes.Of(plain) is { } shape)
        {
            return (arguments, _) => (arguments with { AspectRatio = shape }, null);
        }

        if (BlackAndWhite().Match(plain) is { Success: true } colourless)
        {
            var what = colourless.Groups["what"].Value.ToLowerInvariant();
            return PromptRewrite.Add(what.StartsWith('b') ? "black and white" : what);
        }

        if (NoStyle().IsMatch(plain))
        {
            return (arguments, _) => (arguments with { Style = StyleTable.None }, null);
        }

        if (HowMany().Match(plain) is { Success: true } howMany)
        {
            return Amounts.OfSubject(howMany.Groups[1].Value, prompt);
        }

        if (
            Putting().Match(plain) is { Success: true } putting
            && (!putting.Groups[1].Success || PromptWords.Has(prompt, putting.Groups[1].Value))
        )
        {
            var where = english(putting.Groups[2].Value);
            return Become(
                where.StartsWith("onto ", StringComparison.OrdinalIgnoreCase) ? "on " + where[5..]
                : where.StartsWith("into ", StringComparison.OrdinalIgnoreCase) ? "in " + where[5..]
                : where.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? "in " + where[3..]
                : where
            );
        }

        if (LetIt().Match(plain) is { Success: true } letIt)
        {
            return Become(letIt.Groups[1].Value);
        }

        if (Background().Match(plain) is { Success: true } background)
        {
            var setting = english(background.Groups[1].Value);
            return Scenery.PhraseOf(setting) is not null
                ? Become(setting)
                : PromptRewrite.Add($"with {setting} in the background");
        }

        if (Refused().Match(plain) is { Success: true } refused)
        {
            return RemoveAll(refused.Groups[1].Value, english);
        }

        if (NotBut().Match(plain) is { Success: true } notBut)
        {
            return Exchanged(Named(notBut, 1), Named(notBut, 2), isBoth: false);
        }

        if (InPlaceOf().Match(plain) is { Success: true } inPlaceOf)
        {
            return Exchanged(Named(inPlaceOf, 1), Named(inPlaceOf, 2), isBoth: false);
        }

        if (Medium().Match(plain) is { Success: true } medium)
        {
            return AsStyle("as " + medium.Groups[1].Value) is { } drawnAs
                ? (arguments, _) => (arguments with { Style = drawnAs }, null)
                : PromptRewrite.Add(medium.Groups[1].Value);
        }

        if (Sed().Match(plain) is { Success: true } sed)
        {
            return PromptRewrite.Replace(sed.Groups[2].Value, sed.Groups[3].Value);
        }

        if (Exchange().Match(plain) is { Success: true } exchange)
        {
            return Exchanged(Named(exchange, 1), Named(exchange, 2), exchange.Groups[3].Success);
        }

        if (Recolour().Match(plain) is { Success: true } recolour)
        {
            var (thing, how) = (Named(recolour, 1), WithoutArticle(english(recolour.Groups[2].Value)));
            return thing is "" ? Become(how) : Described(thing, how);
        }

        if (Swap().Match(plain) is { Success: true } swap && !IsPronoun(swap.Groups[1].Value))
        {
            return Exchanged(Named(swap, 1), Named(swap, 2), isBoth: false);
        }

        if (Instead().Match(plain) is { Success: true } instead)
        {
            if (Amounts.Counted(WithoutArticle(instead.Groups[1].Value), prompt) is { } counted)
            {
                return counted;
            }

            return Exchanged(Named(instead, 2), Named(instead, 1), isBoth: false);
        }

        if (InsteadOfIt().Match(plain) is { Success: true } insteadOfIt)
        {
            return Become(english(insteadOfIt.Groups[1].Value));
        }

        if (Removal().Match(plain) is { Success: true } removal)
        {
            return RemoveAll(removal.Groups[1].Value, english);
        }

        if (Amount().Match(plain) is { Success: true } amount)
        {
            var (word, thing) = (amount.Groups[1].Value, Named(amount, 2));
            return IsQualityOfThing(thing) || Adjective().IsMatch(thing) ? PromptRewrite.Add($"{word} {thing}")
                : Amounts.IsSeveral(thing) || PromptWords.Has(prompt, PromptWords.AsIn(prompt, thing))
                    ? Amounts.Of(word, thing, prompt)
                : Scenery.PhraseOf(thing) is not null ? Become(thing)
                : PromptRewrite.Add($"{word} {thing}");
        }

        if (AsStyle(plain) is { } style)
        {
            return (arguments, _) => (arguments with { Style = style }, null);
        }

        if (Manner().Match(plain) is { Success: true } manner)
        {
            return PromptRewrite.Add(english(manner.Groups[1].Value));
        }

        if (Addition().Match(plain) is { Success: true } addition)
        {
            var onto = Onto().Match(addition.Groups[1].Value);
            var isOnIt =
                onto.Success
                && (IsPronoun(onto.Groups[1].Value) || PromptWords.Has(prompt, WithoutArticle(onto.Groups[1].Value)));
            return With(english(isOnIt ? addition.Groups[1].Value[..onto.Index] : addition.Groups[1].Value));
        }

        if (Gift().Match(plain) is { Success: true } gift && PromptWords.Has(prompt, gift.Groups[1].Value))
        {
            return With(gift.Groups[2].Value);
        }

        if (MakeThing().Match(plain) is { Success: true } thingMade && !IsPronoun(thingMade.Groups[1].Value))
        {
            return Described(Named(thingMade, 1), WithoutArticle(english(thingMade.Groups[2].Value)));
        }

        if (Make().Match(plain) is { Success: true } make)
        {
            return Become(english(make.Groups[1].Value));
        }

        return null;

        string Named(System.Text.RegularExpressions.Match match, int group)
        {
            var typed = WithoutArticle(match.Groups[group].Value);
            return typed is "" || PromptWords.Has(prompt, typed) ? typed : WithoutArticle(english(typed));
        }
    }

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
