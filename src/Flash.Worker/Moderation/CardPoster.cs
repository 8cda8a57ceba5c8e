using Flash.Bots.Moderation.Cards;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Moderation;

/// <summary>
/// Shows one card at a time, with one call to the network for each turn that the chat's budget allows. A new card is
/// posted as a few words without buttons, recorded, and then edited to be the card: a process killed between the
/// network's answer and the record leaves those words behind, never a second card.
/// </summary>
internal sealed class CardPoster(
    CardStore store,
    CaseReader cases,
    CardPictures pictures,
    ModeratorChats chats,
    ChatBudgets budgets,
    TimeProvider time,
    ILogger<CardPoster> logger
)
{
    // Below the lease, so that no one else shows the card while this call may still be carried out.
    private static readonly TimeSpan CallTimeout = CardStore.Lease * 0.7;
    private static readonly TimeSpan UnnamedRetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Does one step for the oldest card that is owed. False when another process was faster.</summary>
    public async Task<bool> ShowNextAsync(ModeratorChat chat, IMessenger messenger, CancellationToken cancellationToken)
    {
        var (budget, interval) = (budgets.Of(chat.Address), messenger.EditInterval(chat.Address));
        await budget.TakeResultTurnAsync(interval, null, cancellationToken);
        if (await store.TakeAsync(chat, cancellationToken) is not { } card)
        {
            return false;
        }

        var texts = Texts.For(await chats.LanguageAsync(chat, cancellationToken));
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await (
                card.Message is { } message
                    ? EditAsync(texts, card, message, messenger, call.Token)
                    : PostAsync(texts, card, messenger, call.Token)
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It may have been carried out or not: the next turn edits, or posts other words.
            Log.CardNotShown(logger, null, card.Id.Value, chat.Platform, MessengerFault.Unavailable);
        }
        catch (MessengerException fault)
        {
            if (fault.Fault == MessengerFault.RateLimited)
            {
                await budget.BlockAsync(fault.RetryAfter ?? UnnamedRetryAfter, interval, cancellationToken);
            }

            Log.CardNotShown(logger, fault, card.Id.Value, chat.Platform, fault.Fault);
            await store.PostponeAsync(card, PauseAfter(fault, card.Attempts), cancellationToken);
        }

        return true;
    }

    private async Task PostAsync(Texts texts, Card card, IMessenger messenger, CancellationToken cancellationToken)
    {
        var words = new OutgoingMessage
        {
            Text = texts.CardComing,
            Media = [PlaceholderPicture.For(texts.CardComing)],
            // A network that knows the key answers with what it was given first, even if that was deleted since: only a
            // case that has moved on finds its card gone.
            Key = $"case {card.Id} at {card.Revision} in {card.Chat.Place}",
        };
        var posted = await messenger.PostAsync(card.Chat.Address, words, cancellationToken);

        // From here on the message exists; a cancellation must not lose sight of it. Crash here: it stays as words
        // without buttons.
        if (!await store.RecordAsync(card, posted, CancellationToken.None))
        {
            await messenger.DeleteAsync(posted, cancellationToken);
        }
    }

    private async Task EditAsync(
        Texts texts,
        Card card,
        MessageRef message,
        IMessenger messenger,
        CancellationToken cancellationToken
    )
    {
        if (await cases.ReadAsync(card.Id, cancellationToken) is not { } facts)
        {
            return;
        }

        try
        {
            await messenger.EditAsync(
                message,
                await pictures.OnAsync(texts, facts, cancellationToken),
                cancellationToken
            );
        }
        catch (MessengerException fault) when (fault.Fault == MessengerFault.MessageGone)
        {
            // A moderator deleted it. What is still to be decided is shown anew; what is decided stays away.
            if (facts.IsOpen)
            {
                await store.ForgetAsync(card, cancellationToken);
                return;
            }
        }

        await store.ShownAsync(card, facts.Revision, cancellationToken);
    }

    private static TimeSpan PauseAfter(MessengerException fault, int attempts)
    {
        var pause = fault.RetryAfter
            ?? (fault.IsTransient ? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 10))) : LongestPause);
        return pause < LongestPause ? pause : LongestPause;
    }
}
