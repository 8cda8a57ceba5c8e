using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Posts the one message of a generation, or gives it the message of the one it follows.</summary>
internal sealed class GenerationPoster(
    CountedMessages sends,
    ChatReplies replies,
    GenerationMessages messages,
    QueueOutlook outlook,
    ILogger<GenerationPoster> logger
)
{
    /// <summary>Posts the one message of a new generation and records it; a message that came too late is taken
    /// back.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="address">Where it was asked for.</param>
    /// <param name="recipe">How.</param>
    /// <param name="ahead">How many were there when it came; 0 when it need not be asked how long it takes.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task PostWaitingAsync(
        Texts texts,
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        int ahead,
        CancellationToken cancellationToken
    )
    {
        var outlook = await OutlookAsync(id, ahead, cancellationToken);
        await PostAsync(texts, id, address, recipe, Waiting(texts, recipe, outlook), outlook, cancellationToken);
    }

    /// <summary>The same for a generation that a moderator must see first.</summary>
    public Task PostHeldAsync(
        Texts texts,
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        CancellationToken cancellationToken
    ) => PostAsync(texts, id, address, recipe, texts.WaitingForReview(recipe.Prompt), told: null, cancellationToken);

    private async Task PostAsync(
        Texts texts,
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        string text,
        Outlook? told,
        CancellationToken cancellationToken
    )
    {
        var waiting = new OutgoingMessage
        {
            Text = text,
            Media = [PlaceholderPicture.For(recipe.Prompt)],
            Buttons = GenerationButtons.Unfinished(texts, id),
        };
        try
        {
            var posted = await sends.PostPlaceholderAsync(address, waiting, cancellationToken);
            if (!await messages.RecordMessageAsync(id, posted, told, cancellationToken))
            {
                await sends.For(address.Platform).DeleteAsync(posted, cancellationToken);
            }
        }
        catch (MessengerException exception)
        {
            // The generation is safe in the database: its worker posts the message instead, at once if this post surely
            // was not carried out.
            Log.NotPosted(logger, exception, id, exception.Fault);
            if (exception.Fault != MessengerFault.Unavailable || exception.WasNotDone)
            {
                await messages.GiveUpPostingAsync(id, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Gives a new generation the message of the one it follows. The message is recorded last: no worker shows anything
    /// before, so these words cannot come after a result.
    /// </summary>
    public async Task TakeOverAsync(
        Texts texts,
        GenerationId id,
        MessageRef? posted,
        ReplyAddress address,
        Recipe recipe,
        int ahead,
        CancellationToken cancellationToken
    )
    {
        if (posted is null)
        {
            await Task.WhenAll(
                HearAsync(id, address, cancellationToken),
                PostWaitingAsync(texts, id, address, recipe, ahead, cancellationToken)
            );
            return;
        }

        var outlook = await OutlookAsync(id, ahead, cancellationToken);
        try
        {
            var waiting = new OutgoingMessage
            {
                Text = Waiting(texts, recipe, outlook),
                Buttons = GenerationButtons.Unfinished(texts, id),
            };
            await sends.EditAsync(address.Platform, posted, waiting, cancellationToken);
        }
        catch (MessengerException exception) when (exception.Fault == MessengerFault.MessageGone)
        {
            await PostWaitingAsync(texts, id, address, recipe, ahead, cancellationToken);
            return;
        }
        catch (MessengerException exception)
        {
            // The first preview says it instead.
            Log.NotPosted(logger, exception, id, exception.Fault);
        }

        if (!await messages.RecordMessageAsync(id, posted, outlook, cancellationToken))
        {
            // Its worker had to post one of its own: this one is a message too many.
            await replies.RemoveAsync(texts, address.Platform, posted, cancellationToken);
        }
    }

    /// <summary>Does what is left of <see cref="TakeOverAsync"/> after a process died in it: the old message shows the
    /// new generation, or is in no one's way.</summary>
    public async Task ResumeTakeOverAsync(
        Texts texts,
        EditedPrompt made,
        MessageRef? old,
        ReplyAddress address,
        CancellationToken cancellationToken
    )
    {
        if (made.Message is null)
        {
            await TakeOverAsync(texts, made.Id, old, address, made.Recipe, ahead: 1, cancellationToken);
        }
        else if (old is not null && old != made.Message)
        {
            await replies.RemoveAsync(texts, address.Platform, old, cancellationToken);
        }
    }

    /// <summary>Makes a generation's message say that it was cancelled. Its worker does the same; the later one
    /// changes nothing.</summary>
    public async Task ShowCancelledAsync(
        Texts texts,
        AskedGeneration generation,
        MessageRef posted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var cancelled = new OutgoingMessage
            {
                Text = texts.Cancelled(generation.Recipe.Prompt),
                Buttons = GenerationButtons.Ended(texts, generation.Id, generation.Kind),
            };
            await sends.EditAsync(generation.Platform, posted, cancelled, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotPosted(logger, exception, generation.Id, exception.Fault);
        }
    }

    private async Task<Outlook> OutlookAsync(GenerationId id, int ahead, CancellationToken cancellationToken) =>
        ahead == 0 ? new Outlook(0, null) : await outlook.OfAsync(id, cancellationToken);

    private static string Waiting(Texts texts, Recipe recipe, Outlook outlook) =>
        texts.Waiting(recipe.Prompt, outlook.Ahead, outlook.Expected);

    /// <summary>Says that a request was heard. One sign takes the place of the other: where the pictures were quicker
    /// than this one, theirs is made again.</summary>
    private async Task HearAsync(GenerationId id, ReplyAddress address, CancellationToken cancellationToken)
    {
        var messenger = sends.For(address.Platform);
        await messenger.AcknowledgeAsync(address, Acknowledgement.Heard, cancellationToken);
        try
        {
            if (await messages.FindDeliveredAsync(id, cancellationToken) is not null)
            {
                await messenger.AcknowledgeAsync(address, Acknowledgement.Done, cancellationToken);
            }
        }
        catch (NpgsqlException)
        {
            // The request is stored; the sign is a courtesy.
        }
    }
}
