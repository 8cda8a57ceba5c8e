namespace Flash.Bots.Commands;

// The three things that are done to a prompt.
public static partial class PromptRewrite
{
    /// <summary>More words at the end.</summary>
    internal static Change Add(string words) =>
        (arguments, _) => (words is "" ? arguments : arguments with { Prompt = $"{arguments.Prompt}, {words}" }, null);

    /// <summary>Words that go; where the prompt does not have them and the model is guided, they are left
    /// out.</summary>
    internal static Change Remove(string words, Func<string, string>? english = null) =>
        (arguments, isGuided) =>
        {
            if (words is "")
            {
                return (arguments, null);
            }

            // "the boats" where there is a boat; "die Katze" where there is a cat.
            var prompt = arguments.Prompt;
            var bare = ChangeWords.WithoutArticle(words);
            string[] ways = [words, bare, english is null ? bare : ChangeWords.WithoutArticle(english(bare))];
            var named = ways.Concat(ways.Select(way => PromptWords.AsIn(prompt, way)))
                .FirstOrDefault(way => PromptWords.Has(prompt, way));
            if (named is null)
            {
                return isGuided
                    ? (arguments with { NegativePrompt = Negatives.Join([arguments.NegativePrompt, bare]) }, null)
                    : (arguments, new Mistake.NotInPrompt(bare, arguments.Prompt));
            }

            words = named;
            var rest = PromptWords.Without(arguments.Prompt, [words]);
            if (!PlainText.IsVisible(rest))
            {
                return (arguments, new Mistake.NothingLeft());
            }

            // A colour that was only taken out may come again.
            var left = Scenery.IsColour(named)
                ? arguments with
                {
                    NegativePrompt = Negatives.Join([arguments.NegativePrompt, named]),
                }
                : arguments;
            return (left with { Prompt = rest }, null);
        };

    /// <summary>Words in the place of others.</summary>
    internal static Change Replace(string before, string after) =>
        after is ""
            ? Remove(before)
            : (arguments, isGuided) =>
            {
                // "the boats" where there is a boat; "a tree" for "two birds", with whatever is said of the tree.
                var prompt = arguments.Prompt;
                var bare = ChangeWords.WithoutArticle(before);
                string[] ways = [before, bare, PromptWords.AsIn(prompt, bare)];
                if (Array.Find(ways, way => PromptWords.Has(prompt, way)) is not { } named)
                {
                    return (arguments, new Mistake.NotInPrompt(before, prompt));
                }

                // "trees -> birds" where there is one.
                if (named != bare && bare.EndsWith('s') && after.EndsWith('s') && !named.EndsWith('s'))
                {
                    after = after.EndsWith("ies", StringComparison.Ordinal) ? after[..^3] + "y" : after[..^1];
                }

                return named == before && NounPhrase.IsDeterminer(before.Split(' ')[0])
                        ? (arguments with { Prompt = PromptWords.Replace(prompt, named, after) }, null)
                    : Amounts.NumberOf(after) is { } several
                        ? Amounts.Numbered(named, several.Number, several.Thing)(arguments, isGuided)
                    : (
                        arguments with
                        {
                            Prompt = PromptWords.Replace(prompt, named, ChangeWords.WithoutArticle(after)),
                        },
                        null
                    );
            };

    // "rot -> blau" where the prompt says it in English.
    private static Change Replace(string prompt, string before, string after, Func<string, string> english) =>
        !PromptWords.Has(prompt, before)
        && ChangeWords.WithoutArticle(english(before)) is var known
        && PromptWords.Has(prompt, PromptWords.AsIn(prompt, known))
            ? Replace(known, english(after))
            : Replace(before, after);
}
