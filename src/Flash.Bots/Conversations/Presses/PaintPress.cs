using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Asks for a painted mask and words. Pages that can be painted on open at once and send what was painted to
/// <see cref="Paintings"/>; a press that arrives here comes from elsewhere and is told how the same is said.</summary>
internal sealed class PaintPress : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Paint;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            generation.RefusalOf(index, press.Texts, press.Texts.NothingToVary)
                ?? PressOutcome.Done(press.Texts.PaintInWords) with
                {
                    PaintAskedFor = (generation, index ?? 1),
                }
        );
}
