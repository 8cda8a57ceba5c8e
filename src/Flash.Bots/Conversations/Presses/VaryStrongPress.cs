using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What one picture shows, drawn from the beginning with another seed; what its words leave open is chosen
/// more freely than usual. Anyone in the chat may, as often as they like.</summary>
internal sealed class VaryStrongPress(PressSubmissions submissions) : IPressHandler
{
    /// <summary>How freely, 0 to 100.</summary>
    internal const int Chaos = 70;

    public ButtonVerb Verb => ButtonVerb.Strong;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        generation.RefusalOf(index, press.Texts, press.Texts.NothingToVary) is { } refusal
            ? Task.FromResult(refusal)
            : submissions.JudgeAndSubmitAsync(
                press.Ask(
                    GenerationKind.Vary,
                    generation,
                    index,
                    PictureOptions.Afresh(generation.Recipe.Of(index ?? 1), Chaos)
                ),
                press.Texts.VaryQueued(index ?? 1),
                typed: null,
                cancellationToken
            );
}
