using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Takes the message away, and stops what has not finished; for the person who asked.</summary>
internal sealed class DeletePress(AskedGenerations generations) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Delete;

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
            return PressOutcome.Refused(press.Texts.NotYoursToDelete);
        }

        await generations.CancelAsync(generation.Id, press.From, cancellationToken);
        var message = await generations.TakeMessageAsync(generation.Id, press.From, cancellationToken)
            ?? await generations.PressedAsync(press, generation, cancellationToken);
        return PressOutcome.Done(press.Texts.DeleteDone) with { Deleted = message };
    }
}
