using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>One picture at twice its size, as a file. Anyone in the chat may; once is enough.</summary>
internal sealed class EnlargePress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Enlarge;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        generation.RefusalOf(index, Texts.NothingToEnlarge) is { } refusal
            ? Task.FromResult(refusal)
            : submissions.SubmitAsync(
                press.Ask(GenerationKind.Enlarge, generation, index, generation.Recipe),
                Texts.EnlargeQueued(index ?? 1),
                cancellationToken
            );
}
