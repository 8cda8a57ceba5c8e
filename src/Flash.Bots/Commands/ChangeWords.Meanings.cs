using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

// What a change that was understood does to the prompt.
internal static partial class ChangeWords
{
    // "it" is the whole picture: a place, an hour, a style, a colour or size of what is drawn first.
    private static Change Become(string words)
    {
        words = Zoomed(words);
        if (Scenery.IsLight(words))
        {
            return (arguments, _) => (arguments with { Prompt = Scenery.InLight(arguments.Prompt, words) }, null);
        }

        var bare = WithoutArticle(words);
        if ((AsStyle("as " + bare) ?? AsStyle(words)) is { } style)
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

        // "make it two boats": the ones that are there, or others in their place.
        if (Amounts.NumberOf(words) is not null)
        {
            return (arguments, isGuided) =>
                Amounts.Counted(words, arguments.Prompt) is { } counted
                    ? counted(arguments, isGuided)
                    : (arguments with { Prompt = Scenery.ReplaceSubject(arguments.Prompt, words) }, null);
        }

        return words == bare
            ? PromptRewrite.Add(bare)
            : (arguments, _) => (arguments with { Prompt = Scenery.ReplaceSubject(arguments.Prompt, words) }, null);
    }

    private static string Zoomed(string words) =>
        words.ToLowerInvariant() switch
        {
            "closer" or "zoom in" or "zoomed in" or "close up" => "close-up",
            "zoom out" or "zoomed out" or "further away" or "farther away" => "from far away",
            _ => words,
        };

    private static Change Described(string thing, string how) =>
        (arguments, _) =>
        {
            var named = PromptWords.AsIn(arguments.Prompt, thing);
            if (!PromptWords.Has(arguments.Prompt, named))
            {
                return (arguments, new Mistake.NotInPrompt(thing, arguments.Prompt));
            }

            var bare = How().Replace(WithoutArticle(how), "");
            return (
                Scenery.PhraseOf(bare) is { } phrase && !Scenery.IsColour(bare)
                    ? arguments with
                    {
                        Prompt = Scenery.Place(arguments.Prompt, phrase),
                    }
                    : arguments with
                    {
                        Prompt = Scenery.Describe(arguments.Prompt, named, bare),
                    },
                null
            );
        };

    // One for the other; both ways where both are there. "The cat to green" is a colour for it.
    private static Change Exchanged(string one, string other, bool isBoth) =>
        (arguments, isGuided) =>
        {
            var prompt = arguments.Prompt;
            var named = PromptWords.AsIn(prompt, one);
            if (!PromptWords.Has(prompt, named))
            {
                return (arguments, new Mistake.NotInPrompt(one, prompt));
            }

            if (!isBoth)
            {
                return Scenery.IsColour(other) && !Scenery.IsColour(one) && !Scenery.IsPlaceOrTime("in " + one)
                    ? Described(named, other)(arguments, isGuided)
                    : PromptRewrite.Replace(named, other)(arguments, isGuided);
            }

            var second = PromptWords.AsIn(prompt, other);
            if (!PromptWords.Has(prompt, second))
            {
                return (arguments, new Mistake.NotInPrompt(other, prompt));
            }

            var held = PromptWords.Replace(PromptWords.Replace(prompt, named, "\u0002"), second, named);
            return (arguments with { Prompt = held.Replace("\u0002", second, StringComparison.Ordinal) }, null);
        };

    // Of several, those that are there; a mistake where none is, or nothing would be left.
    private static Change RemoveAll(string things, Func<string, string> english)
    {
        var changes = Negatives.Things(Negatives.Clean(things)).Select(thing => Gone(thing, english)).ToList();
        return (arguments, isGuided) =>
        {
            var (gone, missing) = (0, (Mistake?)null);
            foreach (var change in changes)
            {
                var (after, mistake) = change(arguments, isGuided);
                if (mistake is not null and not Mistake.NotInPrompt)
                {
                    return (arguments, mistake);
                }

                missing ??= mistake;
                (arguments, gone) = mistake is null ? (after, gone + 1) : (arguments, gone);
            }

            return (arguments, gone > 0 ? null : missing);
        };
    }

    // "without watercolour" is a style where the words do not name it.
    private static Change Gone(string thing, Func<string, string> english) =>
        (arguments, isGuided) =>
            StyleIn(WithoutArticle(english(thing))) is { } style
            && style != StyleTable.None
            && !PromptWords.Has(arguments.Prompt, WithoutArticle(thing))
                ? (arguments with { Style = StyleTable.None }, null)
                : PromptRewrite.Remove(thing, english)(arguments, isGuided);

    /// <summary>More to be seen.</summary>
    internal static Change With(string what) =>
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
}
