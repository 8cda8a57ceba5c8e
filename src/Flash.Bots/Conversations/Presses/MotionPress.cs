using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>The picture of an animation, moving in another way. Anyone in the chat may; once is enough for each
/// way.</summary>
internal sealed class MotionPress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Motion;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        if (
            index is not { } way
            || way > MotionChoices.All.Count
            || generation is not { Kind: GenerationKind.Animate, Parent: { } parent }
        )
        {
            return Task.FromResult(PressOutcome.Refused(press.Texts.UnknownButton));
        }

        var recipe = generation.Recipe with { Motion = MotionChoices.All[way - 1].Of(generation.Recipe.Motion) };
        return submissions.JudgeAndSubmitAsync(
            press.Ask(GenerationKind.Animate, generation, null, recipe) with
            {
                Parent = parent,
            },
            press.Texts.AnimateQueued(parent.Index ?? 1),
            cancellationToken
        );
    }
}
