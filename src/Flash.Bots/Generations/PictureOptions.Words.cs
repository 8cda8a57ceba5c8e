using Flash.Bots.Commands;
using Flash.Bots.Glossary;

namespace Flash.Bots.Generations;

/// <content>From what was typed to what the model is told of each picture.</content>
public sealed partial class PictureOptions
{
    // A caption holds 1024 characters on Telegram.
    private const int MaxLeftOut = 200;
    private const int MostUnknown = 6;

    /// <summary>The same words with a new seed, and so with other choices where the words leave them open.</summary>
    public static Recipe Anew(Recipe recipe)
    {
        var anew = recipe with
        {
            Seed = NewSeed(),
            ModelRevision = null,
            Reading = recipe.Reading?.Again(),
            Motion = null,
            Enlargement = null,
        };
        return anew.Variety is { IsTyped: true } ? anew : Varied(anew, anew.Variety?.Chaos ?? 0);
    }

    /// <summary>The same words from the beginning, from no picture, with a new seed.</summary>
    /// <param name="recipe">Of one picture (<see cref="Recipe.Of"/>).</param>
    /// <param name="chaos">How much of what the words leave open is chosen, 0 to 100.</param>
    public static Recipe Afresh(Recipe recipe, int chaos) => Varied(Anew(recipe) with { Start = null }, chaos);

    // "a {red|blue} boat" is a picture of each, as many as there are and one request may have.
    private static Recipe Arrayed(
        Recipe recipe,
        ImagineArguments arguments,
        ModelShape made,
        IEnumerable<string> leftOut,
        int chaos
    )
    {
        var prompts = PromptArray.Of(recipe.Prompt, ImagineParser.MaxCount * 2);
        if (prompts.Count < 2)
        {
            return Varied(Read(recipe with { Prompt = prompts[0] }, made, leftOut), chaos);
        }

        var count = arguments.Count ?? Math.Min(prompts.Count, ImagineParser.MaxCount);
        var whole = Read(recipe, made, [.. leftOut, .. prompts.Skip(count)]);
        var words = Enumerable
            .Range(0, count)
            .Select(i => Read(recipe with { Prompt = prompts[i % prompts.Count] }, made, []))
            .Select(read => read.Reading?.Words ?? read.Prompt)
            .ToList();
        return recipe with
        {
            Count = count,
            Reading = (whole.Reading ?? new Reading()) with { Words = words[0] },
            Variety = new Variety(0, words),
        };
    }

    // A picture to start from leaves little open.
    private static Recipe Varied(Recipe recipe, int chaos) =>
        recipe with
        {
            Variety = recipe.Start is null
                ? Variety.Choose(
                    recipe.Model,
                    recipe.Reading?.Words ?? recipe.Prompt,
                    recipe.Style is not null,
                    recipe.Seed,
                    recipe.Count,
                    chaos
                )
                : null,
        };

    // What the model is told, and what the caption has to say about it.
    private static Recipe Read(Recipe recipe, ModelShape made, IEnumerable<string> leftOut)
    {
        // "without trees" names trees, and a model that cannot be told draws what is named.
        if (!made.IsGuided && Negatives.In(recipe.Prompt, out var positive) is not "" and var said)
        {
            var things = Negatives.Things(recipe.NegativePrompt).Concat(Negatives.Things(said));
            var read = Read(
                recipe with
                {
                    Prompt = positive,
                    NegativePrompt = Negatives.Join(things.Distinct(StringComparer.OrdinalIgnoreCase)),
                },
                made,
                leftOut
            );
            return read with
            {
                Prompt = recipe.Prompt,
                Reading = (read.Reading ?? new Reading()) with { Words = read.Reading?.Words ?? positive },
            };
        }

        var named = string.Join(", ", leftOut.Distinct());
        var isIgnored = recipe.NegativePrompt is not "" && !made.IsGuided;
        var vocabulary = Vocabulary.Of(recipe.Model);
        var translation = vocabulary is null ? null : Translation.Of(recipe.Prompt, vocabulary);
        var signs = vocabulary is null ? null : PictureSigns.In(recipe.Prompt);
        var words = signs is { Words: not "" } ? signs.Words : translation?.Words ?? recipe.Prompt;
        IReadOnlyList<string> unwanted = [];
        if (isIgnored)
        {
            var negative =
                translation is null || Translation.Of(recipe.NegativePrompt, vocabulary!) is not { } without
                    ? recipe.NegativePrompt
                    : without.Words;
            unwanted = Negatives.Things(negative);
            words = PromptWords.Without(words, unwanted);
        }

        words = FamiliarWords.Of(recipe.Model)?.In(words) ?? translation?.Understood ?? words;
        var plain = words;
        words = OpenChoices.Of(recipe.Model)?.Avoiding(words, unwanted, recipe.Seed) ?? words;
        var isAvoided = words != plain && unwanted.All(Scenery.IsColour);
        words = PairedThings.Of(recipe.Model)?.Placed(words) ?? words;
        var unknown = signs?.Unknown
            ?? translation?.Unknown
            ?? vocabulary?.UnknownIn(recipe.Prompt).Where(word => !Glossaries.IsLittleWord(word)).ToList()
            ?? [];
        string Guessed(string word) => vocabulary?.Nearest(word) is { } meant ? $"{word} ({meant}?)" : word;
        return recipe with
        {
            Reading = new Reading
            {
                Words = words == recipe.Prompt || !PlainText.IsVisible(words) ? null : words,
                LeftOut = named is "" ? null : PlainText.Shorten(named, MaxLeftOut),
                Unknown = unknown.Count == 0 ? null : string.Join(", ", unknown.Take(MostUnknown).Select(Guessed)),
                OnlyTakenOut = isIgnored && !isAvoided,
            }.OrNull(),
        };
    }
}
