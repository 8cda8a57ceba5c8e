using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Stops what has not finished; for the person who asked.</summary>
internal sealed class CancelPress(AskedGenerations generations, ILogger<CancelPress> logger) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Cancel;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        if (index is not null)
        {
            return PressOutcome.Refused(Texts.UnknownButton);
        }

        if (!press.IsBy(generation))
        {
            return PressOutcome.Refused(Texts.NotYours);
        }

        if (!await generations.CancelAsync(generation.Id, press.From, cancellationToken))
        {
            return generation.State == GenerationState.Cancelled
                ? PressOutcome.Done(Texts.CancelDone)
                : PressOutcome.Refused(Texts.AlreadyFinished);
        }

        Log.Cancelled(logger, generation.Id);
        var message = await generations.MessageAsync(generation.Id, cancellationToken) ?? press.Message;
        return PressOutcome.Done(Texts.CancelDone) with { Cancelled = (generation, message) };
    }
}
