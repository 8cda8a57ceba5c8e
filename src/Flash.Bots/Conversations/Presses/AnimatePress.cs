using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>One picture, moving as usual or as the words for it say. Anyone in the chat may; once is enough for each
/// way. Said in answer to an animation, the words are about its picture.</summary>
internal sealed class AnimatePress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Animate;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe with { Motion = press.Said?.Motion };
        if (press.Said is not null && generation is { Kind: GenerationKind.Animate, Parent: { } parent })
        {
            return submissions.SubmitAsync(
                press.Ask(GenerationKind.Animate, generation, null, recipe) with
                {
                    Parent = parent,
                },
                press.Texts.AnimateQueued(parent.Index ?? 1),
                cancellationToken
            );
        }

        return generation.RefusalOf(index, press.Texts, press.Texts.NothingToAnimate) is { } refusal
            ? Task.FromResult(refusal)
            : submissions.SubmitAsync(
                press.Ask(GenerationKind.Animate, generation, index, recipe),
                press.Texts.AnimateQueued(index ?? 1),
                cancellationToken
            );
    }
}
