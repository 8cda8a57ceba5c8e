using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>One picture at a larger size, as a file. Anyone in the chat may; once is enough for each size.</summary>
internal abstract class EnlargingPress(PressSubmissions submissions, ButtonVerb verb) : IPressHandler
{
    public ButtonVerb Verb => verb;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe with { Enlargement = TimesOf(press) };
        // Below an enlargement it is about the picture that was enlarged.
        if (recipe.Enlargement is not null && generation is { Kind: GenerationKind.Enlarge, Parent: { } parent })
        {
            return submissions.SubmitAsync(
                press.Ask(GenerationKind.Enlarge, generation, null, recipe) with
                {
                    Parent = parent,
                },
                press.Texts.EnlargeQueued(parent.Index ?? 1),
                cancellationToken
            );
        }

        return generation.RefusalOf(index, press.Texts, press.Texts.NothingToEnlarge) is { } refusal
            ? Task.FromResult(refusal)
            : submissions.SubmitAsync(
                press.Ask(GenerationKind.Enlarge, generation, index, recipe),
                press.Texts.EnlargeQueued(index ?? 1),
                cancellationToken
            );
    }

    /// <summary>How many times as large; null for twice.</summary>
    protected abstract int? TimesOf(ButtonPress press);
}

/// <summary>Twice, or as often as the words for it say.</summary>
internal sealed class EnlargePress(PressSubmissions submissions) : EnlargingPress(submissions, ButtonVerb.Enlarge)
{
    protected override int? TimesOf(ButtonPress press) => press.Said?.Enlargement;
}

/// <summary>Four times.</summary>
internal sealed class FourfoldPress(PressSubmissions submissions) : EnlargingPress(submissions, ButtonVerb.Fourfold)
{
    protected override int? TimesOf(ButtonPress press) => 4;
}
