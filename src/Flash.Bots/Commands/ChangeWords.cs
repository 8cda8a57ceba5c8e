using Flash.Bots.Glossary;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>
/// Changes as people say them: <c>make it blue</c>, <c>make the cat bigger</c>, <c>make it night</c>, <c>add a
/// moon</c>, <c>more clouds</c>, <c>remove the boat</c>, <c>swap cat and dog</c>, <c>now in winter</c>, <c>but in
/// green</c>, <c>as watercolour</c>, <c>replace X with Y</c>, <c>I'd like the boat to be yellow</c>, <c>again</c>.
/// Other languages come as the English that means the same (<see cref="ForeignChanges"/>).
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

        if (AndThing().Match(plain) is { Success: true } thing)
        {
            return With(english(thing.Groups[1].Value));
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

    // What begins with a verb, or with a word that says what is to be done.
    private static Change? Order(string plain, string prompt, Func<string, string> english)
    {
        if (Shapes.Of(plain) is { } shape)
        {
            return (arguments, _) => (arguments with { AspectRatio = shape }, null);
        }

        if (Arranged(plain, prompt, english) is { } arranged)
        {
            return arranged;
        }

        if (Grow().Match(plain) is { Success: true } grow)
        {
            return Described(Named(grow, 1), grow.Groups["big"].Success ? "bigger" : "smaller");
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
            return Amounts.Counted(WithoutArticle(instead.Groups[1].Value), prompt)
                ?? Exchanged(Named(instead, 2), Named(instead, 1), isBoth: false);
        }

        if (Removal().Match(plain) is { Success: true } removal)
        {
            return RemoveAll(removal.Groups[1].Value, english);
        }

        if (Amount().Match(plain) is { Success: true } amount)
        {
            var (word, thing) = (amount.Groups[1].Value, Named(amount, 2));
            if (
                word.ToLowerInvariant() is "fewer" or "less"
                && !IsQualityOfThing(thing)
                && !Adjective().IsMatch(thing)
                && (Scenery.PhraseOf(thing) is not null || !PromptWords.Has(prompt, PromptWords.AsIn(prompt, thing)))
            )
            {
                return PromptRewrite.Remove(thing, english);
            }

            // "more snow" where there is some.
            if (thing.Equals("snow", StringComparison.OrdinalIgnoreCase) && PromptWords.Has(prompt, thing))
            {
                return Become("in falling snow");
            }

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

        if (
            MakeOther().Match(plain) is { Success: true } made
            && !IsPronoun(made.Groups[1].Value)
            && PromptWords.Has(prompt, PromptWords.AsIn(prompt, Named(made, 1)))
            && AsStyle("as " + made.Groups[2].Value) is null
        )
        {
            return Exchanged(Named(made, 1), WithoutArticle(english(made.Groups[2].Value)), isBoth: false);
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
}
