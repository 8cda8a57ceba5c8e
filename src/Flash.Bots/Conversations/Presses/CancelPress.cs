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
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        if (!press.IsBy(generation))
        {
            return PressOutcome.Refused(press.Texts.NotYours);
        }

        if (!await generations.CancelAsync(generation.Id, press.From, cancellationToken))
        {
            return await RepairAsync(
                press,
                generation,
                generation.State == GenerationState.Cancelled
                    ? PressOutcome.Done(press.Texts.CancelDone)
                    : PressOutcome.Refused(press.Texts.AlreadyFinished),
                cancellationToken
            );
        }

        Log.Cancelled(logger, generation.Id);
        var message = await generations.MessageAsync(generation.Id, cancellationToken)
            ?? await generations.PressedAsync(press, generation, cancellationToken);
        return PressOutcome.Done(press.Texts.CancelDone) with { Cancelled = (generation, message) };
    }

    /// <summary>Below something that has ended this button has no business: either an edit came late, and the message
    /// is made to say what it should, or the message is one that no one knows of, and goes.</summary>
    private async Task<PressOutcome> RepairAsync(
        ButtonPress press,
        AskedGeneration generation,
        PressOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        if (
            press.Message is not { } pressed
            || await generations.MessageAsync(generation.Id, cancellationToken) is not { } shown
        )
        {
            return outcome;
        }

        if (shown.IsSameAs(pressed))
        {
            return outcome with
            {
                Shown = FinishedMessage.Of(press.Texts, generation, press.Message is TelegramInlineMessage),
            };
        }

        // The playground's messages are rows of ours, so none is left over: this code was put on another one.
        return press.Chat.Platform == Platform.Playground
            ? outcome
            : outcome with
            {
                Deleted = await generations.PressedAsync(press, generation, cancellationToken),
            };
    }
}
