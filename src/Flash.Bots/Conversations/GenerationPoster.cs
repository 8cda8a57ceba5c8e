using Flash.Bots.Conversations.Menus;
using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Says things in chats, on whichever network the address belongs to.</summary>
public sealed class GenerationPoster(
    IEnumerable<IMessenger> messengers,
    GenerationMessages messages,
    QueueOutlook outlook,
    SendCounting counting,
    OpenMenus menus,
    TimeProvider time,
    ILogger<GenerationPoster> logger
)
{
    /// <summary>How long an answer in words waits for its turn in a chat where much is said; what comes later would
    /// answer no one.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(15);

    /// <summary>How long it is tried again where the network surely did not take it.</summary>
    private static readonly TimeSpan RepeatPatience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Platform, IMessenger> messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    /// <summary>Posts the one message of a new generation and records it; a message that came too late is taken
    /// back.</summary>
    /// <param name="id">The generation.</param>
    /// <param name="address">Where it was asked for.</param>
    /// <param name="recipe">How.</param>
    /// <param name="ahead">How many were there when it came; 0 when it need not be asked how long it takes.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task PostWaitingAsync(
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        int ahead,
        CancellationToken cancellationToken
    )
    {
        var outlook = await OutlookAsync(id, ahead, cancellationToken);
        await PostAsync(id, address, recipe, Waiting(recipe, outlook), outlook, cancellationToken);
    }

    /// <summary>The same for a generation that a moderator must see first.</summary>
    public Task PostHeldAsync(
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        CancellationToken cancellationToken
    ) => PostAsync(id, address, recipe, Texts.WaitingForReview(recipe.Prompt), told: null, cancellationToken);

    private async Task PostAsync(
        GenerationId id,
        ReplyAddress address,
        Recipe recipe,
        string text,
        Outlook? told,
        CancellationToken cancellationToken
    )
    {
        var messenger = MessengerFor(address.Platform);
        var waiting = new OutgoingMessage
        {
            Text = text,
            Media = [PlaceholderPicture.For(recipe.Prompt)],
            Buttons = GenerationButtons.Unfinished(id),
        };
        try
        {
            await counting.PlaceholderAsync(messenger, address, cancellationToken);
            var posted = await counting.WatchAsync(messenger, address, () =>
                messenger.PostAsync(address, waiting, cancellationToken)
            );
            if (!await messages.RecordMessageAsync(id, posted, told, cancellationToken))
            {
                await messenger.DeleteAsync(posted, cancellationToken);
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
                PostWaitingAsync(id, address, recipe, ahead, cancellationToken)
            );
            return;
        }

        var outlook = await OutlookAsync(id, ahead, cancellationToken);
        try
        {
            var waiting = new OutgoingMessage
            {
                Text = Waiting(recipe, outlook),
                Buttons = GenerationButtons.Unfinished(id),
            };
            await EditCountedAsync(MessengerFor(address.Platform), posted, waiting, cancellationToken);
        }
        catch (MessengerException exception) when (exception.Fault == MessengerFault.MessageGone)
        {
            await PostWaitingAsync(id, address, recipe, ahead, cancellationToken);
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
            await RemoveAsync(address.Platform, posted, cancellationToken);
        }
    }

    /// <summary>Does what is left of <see cref="TakeOverAsync"/> after a process died in it: the old message shows the
    /// new generation, or is in no one's way.</summary>
    public async Task ResumeTakeOverAsync(
        EditedPrompt made,
        MessageRef? old,
        ReplyAddress address,
        CancellationToken cancellationToken
    )
    {
        if (made.Message is null)
        {
            await TakeOverAsync(made.Id, old, address, made.Recipe, ahead: 1, cancellationToken);
        }
        else if (old is not null && old != made.Message)
        {
            await RemoveAsync(address.Platform, old, cancellationToken);
        }
    }

    /// <summary>Posts a question and returns its message; null when the network did not take it.</summary>
    public async Task<MessageRef?> AskAsync(ReplyAddress address, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await PostCountedAsync(
                address,
                new OutgoingMessage { Text = text, AsksForReply = true },
                cancellationToken
            );
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
            return null;
        }
    }

    /// <summary>Takes a message away; where the network does not let it go, it says that it was deleted and shows
    /// nothing else.</summary>
    public async Task RemoveAsync(Platform platform, MessageRef posted, CancellationToken cancellationToken)
    {
        var messenger = MessengerFor(platform);
        try
        {
            await messenger.DeleteAsync(posted, cancellationToken);
        }
        catch (MessengerException exception) when (exception.Fault == MessengerFault.Rejected)
        {
            await EditAsync(
                messenger,
                posted,
                new OutgoingMessage
                {
                    Text = Texts.DeleteDone,
                    Media = [PlaceholderPicture.For(Texts.DeleteDone)],
                    HidesPictures = true,
                    EvenWhenOld = true,
                },
                cancellationToken
            );
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, platform, exception.Fault);
        }
    }

    /// <summary>Whether this process can speak there.</summary>
    public bool Speaks(Platform platform) => messengers.ContainsKey(platform);

    /// <summary>Answers with words only.</summary>
    public Task SayAsync(ReplyAddress address, string text, CancellationToken cancellationToken) =>
        SayAsync(address, new OutgoingMessage { Text = text, IsPersonal = true }, cancellationToken);

    /// <summary>Answers with a message that belongs to no generation.</summary>
    public async Task SayAsync(ReplyAddress address, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var posted = await PostCountedAsync(address, message, cancellationToken);
            if (message.Menu is { } menu)
            {
                await menus.RecordAsync(posted, address.Platform, menu.OwnerId, cancellationToken);
            }
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
        }
    }

    /// <summary>Makes a generation's message say that it was cancelled. Its worker does the same; the later one
    /// changes nothing.</summary>
    public async Task ShowCancelledAsync(
        AskedGeneration generation,
        MessageRef posted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var cancelled = new OutgoingMessage
            {
                Text = Texts.Cancelled(generation.Recipe.Prompt),
                Buttons = GenerationButtons.Ended(generation.Id, generation.Kind),
            };
            await EditCountedAsync(MessengerFor(generation.Platform), posted, cancelled, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotPosted(logger, exception, generation.Id, exception.Fault);
        }
    }

    /// <summary>Makes a message that belongs to no generation show something else.</summary>
    public Task ShowAsync(
        Platform platform,
        MessageRef posted,
        OutgoingMessage message,
        CancellationToken cancellationToken
    ) => EditAsync(MessengerFor(platform), posted, message, cancellationToken);

    private async Task<Outlook> OutlookAsync(GenerationId id, int ahead, CancellationToken cancellationToken) =>
        ahead == 0 ? new Outlook(0, null) : await outlook.OfAsync(id, cancellationToken);

    private static string Waiting(Recipe recipe, Outlook outlook) =>
        Texts.Waiting(recipe.Prompt, outlook.Ahead, outlook.Expected);

    private async Task EditAsync(
        IMessenger messenger,
        MessageRef posted,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await EditCountedAsync(messenger, posted, message, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, messenger.Platform, exception.Fault);
        }
    }

    private async Task<MessageRef> PostCountedAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var messenger = MessengerFor(address.Platform);
        var (giveUpAt, pause) = (time.GetUtcNow() + RepeatPatience, FirstPause);
        while (true)
        {
            try
            {
                await counting.AnswerAsync(messenger, address, AnswerPatience, cancellationToken);
                return await counting.WatchAsync(messenger, address, () =>
                    messenger.PostAsync(address, message, cancellationToken)
                );
            }
            catch (MessengerException fault) when (fault is { IsTransient: true, WasNotDone: true })
            {
                var wait = fault.RetryAfter ?? pause;
                if (time.GetUtcNow() + wait >= giveUpAt)
                {
                    throw;
                }

                await Task.Delay(wait, time, cancellationToken);
                pause *= 2;
            }
        }
    }

    /// <summary>Says that a request was heard. One sign takes the place of the other: where the pictures were quicker
    /// than this one, theirs is made again.</summary>
    private async Task HearAsync(GenerationId id, ReplyAddress address, CancellationToken cancellationToken)
    {
        var messenger = MessengerFor(address.Platform);
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

    private async Task EditCountedAsync(
        IMessenger messenger,
        MessageRef posted,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        await counting.CountAsync(messenger, posted.Place, cancellationToken);
        await counting.WatchAsync(messenger, posted.Place, async () =>
        {
            await messenger.EditAsync(posted, message, cancellationToken);
            return true;
        });
    }

    private IMessenger MessengerFor(Platform platform) =>
        messengers.TryGetValue(platform, out var messenger)
            ? messenger
            : throw new InvalidOperationException(
                $"This process has no messenger for {platform}; it has {string.Join(", ", messengers.Keys)}."
            );
}
