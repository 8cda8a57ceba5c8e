using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>One picture, moving. Anyone in the chat may; once is enough.</summary>
internal sealed class AnimatePress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Animate;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        generation.RefusalOf(index, Texts.NothingToAnimate) is { } refusal
            ? Task.FromResult(refusal)
            : submissions.SubmitAsync(
                press.Ask(GenerationKind.Animate, generation, index, generation.Recipe),
                Texts.AnimateQueued(index ?? 1),
                cancellationToken
            );
}
