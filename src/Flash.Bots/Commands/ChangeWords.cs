using System.Text.RegularExpressions;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>
/// Changes as people say them: <c>make it blue</c>, <c>make the cat bigger</c>, <c>make it night</c>, <c>add a moon</c>,
/// <c>remove the boat</c>, <c>without the tree</c>, <c>now in winter</c>, <c>as watercolour</c>, <c>replace X with Y</c>,
/// <c>again</c>; the commonest of them in German, French, Spanish and Russian too.
/// </summary>
internal static partial class ChangeWords
{
    /// <summary>The change; null for words that are a prompt of their own.</summary>
    /// <param name="text">One change, without options.</param>
    public static Change? Read(string text)
    {
        var plain = Polite(PromptRewrite.Bare(text));
        if (Again().IsMatch(plain))
        {
            return (arguments, _) => (arguments with { IsNewSeed = true }, null);
        }

        if (Swap().Match(plain) is { Success: true } swap)
        {
            return PromptRewrite.Replace(WithoutArticle(swap.Groups[1].Value), WithoutArticle(swap.Groups[2].Value));
        }

        if (Instead().Match(plain) is { Success: true } instead)
        {
            return PromptRewrite.Replace(
                WithoutArticle(instead.Groups[2].Value),
                WithoutArticle(instead.Groups[1].Value)
            );
        }

        if (Removal().Match(plain) is { Success: true } removal)
        {
            return RemoveAll(removal.Groups[1].Value);
        }

        if (Addition().Match(plain) is { Success: true } addition)
        {
            return With(addition.Groups[1].Value);
        }

        if (AsStyle(plain) is { } style)
        {
            return (arguments, _) => (arguments with { Style = style }, null);
        }

        if (MakeThing().Match(plain) is { Success: true } thing && !IsPronoun(thing.Groups[1].Value))
        {
            return Described(thing.Groups[1].Value, thing.Groups[2].Value);
        }

        if (Make().Match(plain) is { Success: true } make)
        {
            return Become(make.Groups[1].Value);
        }

        if (Now().Match(plain) is { Success: true } now)
        {
            return Become(now.Groups[1].Value);
        }

        return Scenery.IsPlaceOrTime(plain) || Scenery.IsColour(plain) ? Become(plain) : null;
    }

    /// <summary>Without what is said out of politeness.</summary>
    public static string Polite(string text) => Please().Replace(text, "").Trim();

    // "it" is the whole picture: a place, an hour, a style, a colour or size of what is drawn first.
    private static Change Become(string words)
    {
        var bare = WithoutArticle(words);
        if (AsStyle("as " + bare) is { } style)
        {
            return (arguments, _) => (arguments with { Style = style }, null);
        }

        if (Scenery.PhraseOf(words) is { } phrase)
        {
            return (arguments, _) => (arguments with { Prompt = Scenery.Place(arguments.Prompt, phrase) }, null);
        }

        if (Scenery.IsColour(bare) || Scenery.SizeOf(bare) is not null)
        {
            return (arguments, _) => (arguments with { Prompt = Scenery.Describe(arguments.Prompt, null, bare) }, null);
        }

        return words == bare
            ? PromptRewrite.Add(bare)
            : (arguments, _) => (arguments with { Prompt = Scenery.ReplaceSubject(arguments.Prompt, words) }, null);
    }

    private static Change Described(string thing, string how) =>
        (arguments, _) =>
            PromptWords.Has(arguments.Prompt, thing)
                ? (arguments with { Prompt = Scenery.Describe(arguments.Prompt, thing, WithoutArticle(how)) }, null)
                : (arguments, new Mistake.NotInPrompt(thing, arguments.Prompt));

    private static Change RemoveAll(string things)
    {
        var changes = Negatives
            .Things(Negatives.Clean(things))
            .Select(thing => PromptRewrite.Remove(WithoutArticle(thing)))
            .ToList();
        return (arguments, isGuided) =>
        {
            foreach (var change in changes)
            {
                (arguments, var mistake) = change(arguments, isGuided);
                if (mistake is not null)
                {
                    return (arguments, mistake);
                }
            }

            return (arguments, null);
        };
    }

    private static Change With(string what) =>
        Scenery.PhraseOf(what) is { } phrase
            ? (arguments, _) => (arguments with { Prompt = Scenery.Place(arguments.Prompt, phrase) }, null)
            : (arguments, _) =>
                (
                    arguments with
                    {
                        Prompt = PromptWords.Has(arguments.Prompt, "with")
                            ? $"{arguments.Prompt} and {what}"
                            : $"{arguments.Prompt} with {what}",
                    },
                    null
                );

    private static string? AsStyle(string text) =>
        StylePhrase().Match(text) is { Success: true } match
            ? StyleTable.NameOf(StyleNoise().Replace(match.Groups[1].Value, ""))
            : null;

    private static bool IsPronoun(string word) =>
        word.ToLowerInvariant() is "it" or "this" or "that" or "them" or "picture" or "image" or "photo";

    private static string WithoutArticle(string text) => Article().Replace(text.Trim(), "");

    [GeneratedRegex(
        @"^(?:please|pls|can you|could you|now please|bitte|s'il te plaît|por favor|пожалуйста)\s+|[\s,]+(?:please|pls|thanks|bitte|s'il te plaît|por favor|пожалуйста)[\s!.?]*$|\s*[?!.]+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Please();

    [GeneratedRegex(
        @"^(?:again|once more|one more|another(?: one)?|try again|redo|noch ?mal|nochmal|encore(?: une fois)?|otra vez|ещё раз|еще раз|ещё|снова)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Again();

    [GeneratedRegex(
        @"^(?:replace|change|swap|turn|exchange|ersetze|remplace|reemplaza|cambia|замени)\s+(.+?)\s+(?:with|to|for|into|by|durch|par|por|на)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Swap();

    [GeneratedRegex(
        @"^(?:with |make it )?(.+?)\s+(?:instead of|rather than|statt|anstatt|au lieu de|en lugar de|вместо)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Instead();

    [GeneratedRegex(
        @"^(?:but |and |now )?(?:remove|delete|erase|without|take away|take out|get rid of|lose|drop|no more|no|ohne|entferne|lösche|sans|enlève|supprime|retire|sin|quita|elimina|без|убери|удали)\s+(.+?)(?:\s+(?:from (?:it|the picture|this)|please))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Removal();

    [GeneratedRegex(
        @"^(?:but |and |now )?(?:add|put in|put|include|insert|with|plus|give it|füge|mit|ajoute|avec|añade|agrega|con|добавь|с)\s+(.+?)(?:\s+(?:hinzu|to it|to the picture|in it))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Addition();

    [GeneratedRegex(
        @"^(?:now |but |make it |draw it |paint it |redo it |the same )*(?:as|in|like|als|en|comme|como|как|в стиле)\s+(?:an? |a |the )?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex StylePhrase();

    [GeneratedRegex(@"^style of\s+|\b(?:style|painting|picture|drawing|stil)\b", RegexOptions.IgnoreCase)]
    private static partial Regex StyleNoise();

    [GeneratedRegex(
        @"^(?:now |but )?(?:make|turn|paint|colour|color)\s+(?:the|my|that|this|its)\s+(.+?)\s+(?:look\s+)?((?:\S+ing|more \S+|much \S+|\S+))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MakeThing();

    [GeneratedRegex(
        @"^(?:now |but )?(?:make|turn|paint|draw|colour|color|do|set)\s+(?:it|this|that|them|the (?:picture|image|photo))\s+(?:look\s+|in\s+(?=\p{L}+$)|into\s+)?(.+)$|^(?:mach|mache)\s+es\s+(?<1>.+)$|^(?:fais-le|rends-le|hazlo|сделай)\s+(?<1>.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Make();

    [GeneratedRegex(
        @"^(?:now|but|and now|this time|same but|the same but|jetzt|aber|maintenant|mais|ahora|pero|теперь|но)\s+(?:make it\s+)?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Now();

    [GeneratedRegex(
        @"^(?:an?|the|some|any|all|my|der|die|das|den|ein|eine|einen|le|la|les|un|une|el|los|las|una)\s+|^l['’]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Article();
}
