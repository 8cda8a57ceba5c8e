using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>Does in the chat what a press, or an answer with new words, came to in the database.</summary>
internal sealed class PressFollowUp(
    GenerationPoster poster,
    ChatReplies replies,
    QuestionsAsked questions,
    Receipts receipts
)
{
    public async Task DoAsync(ButtonPress press, PressOutcome outcome, CancellationToken cancellationToken)
    {
        await PostAsync(press.Texts, outcome, press.ReplyTo, cancellationToken);
        if (outcome.Cancelled is { Message: { } posted } cancelled)
        {
            await poster.ShowCancelledAsync(press.Texts, cancelled.Generation, posted, cancellationToken);
        }

        if (outcome.Deleted is { } deleted)
        {
            await replies.RemoveAsync(press.Texts, press.Chat.Platform, deleted, cancellationToken);
        }

        if (outcome.Shown is { } shown)
        {
            await ShowAsync(press, shown, cancellationToken);
        }

        if (outcome.Said is { } said && await receipts.TryTakeAsync(press.IdempotencyKey, cancellationToken))
        {
            await replies.SayAsync(press.ReplyTo, said, cancellationToken);
        }

        if (outcome.WordsAskedFor is { } asked)
        {
            await AskAsync(press, asked, cancellationToken);
        }
    }

    /// <summary>Posts the message of a generation that was started.</summary>
    public async Task PostAsync(
        Texts texts,
        PressOutcome outcome,
        ReplyAddress address,
        CancellationToken cancellationToken
    )
    {
        if (outcome.Queued is { } queued)
        {
            await poster.PostWaitingAsync(texts, queued.Id, address, queued.Recipe, queued.Ahead, cancellationToken);
        }

        if (outcome.Held is { } held)
        {
            await poster.PostHeldAsync(texts, held.Id, address, held.Recipe, cancellationToken);
        }
    }

    private Task ShowAsync(ButtonPress press, OutgoingMessage shown, CancellationToken cancellationToken) =>
        press.Message is { } menu
            ? replies.ShowAsync(press.Chat.Platform, menu, shown, cancellationToken)
            : replies.SayAsync(press.ReplyTo, shown, cancellationToken);

    private async Task AskAsync(ButtonPress press, AskedGeneration asked, CancellationToken cancellationToken)
    {
        if (await receipts.TryTakeAsync(press.IdempotencyKey, cancellationToken))
        {
            // Written down first: the answer may be here before the network has told us where the question stands.
            var request = await questions.BeginAsync(asked.Id, cancellationToken);
            var question = await replies.AskAsync(
                press.ReplyTo,
                press.Texts.WhichWords(asked.Recipe.Prompt),
                cancellationToken
            );
            await questions.EndAsync(request, question, cancellationToken);
        }
    }
}
