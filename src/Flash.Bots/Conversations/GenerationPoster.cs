using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations;

/// <summary>Says things in chats, on whichever network the address belongs to.</summary>
public sealed class GenerationPoster(IEnumerable<IMessenger> messengers, GenerationMessages messages, QueueOutlook outlook, ILogger<GenerationPoster> logger)
{
    private readonly Dictionary<Platform, IMessenger> messengers = messengers.ToDictionary(messenger => messenger.Platform);

    /// <summary>Posts the one message of a new generation and records it; a message that came too late is taken back.</summary>
    public async Task PostWaitingAsync(GenerationId id, ReplyAddress address, Recipe recipe, int ahead, CancellationToken cancellationToken) =>
        await PostAsync(id, address, recipe, await WaitingAsync(recipe, ahead, cancellationToken), cancellationToken);

    /// <summary>The same for a generation that a moderator must see first.</summary>
    public Task PostHeldAsync(GenerationId id, ReplyAddress address, Recipe recipe, CancellationToken cancellationToken) =>
        PostAsync(id, address, recipe, Texts.WaitingForReview(recipe.Prompt), cancellationToken);

    private async Task PostAsync(GenerationId id, ReplyAddress address, Recipe recipe, string text, CancellationToken cancellationToken)
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
            var posted = await messenger.PostAsync(address, waiting, cancellationToken);
            if (!await messages.RecordMessageAsync(id, posted, cancellationToken))
            {
                await messenger.DeleteAsync(posted, cancellationToken);
            }
        }
        catch (MessengerException exception)
        {
            // The generation is safe in the database: its worker posts the message instead, at once if this post surely was not carried out.
            Log.NotPosted(logger, exception, id, exception.Fault);
            if (exception.Fault != MessengerFault.Unavailable)
            {
                await messages.GiveUpPostingAsync(id, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Gives a new generation the message of the one it follows. The message is recorded last: no worker shows anything before, so these words
    /// cannot come after a result.
    /// </summary>
    public async Task TakeOverAsync(GenerationId id, MessageRef? posted, ReplyAddress address, Recipe recipe, int ahead, CancellationToken cancellationToken)
    {
        if (posted is null)
        {
            await PostWaitingAsync(id, address, recipe, ahead, cancellationToken);
            return;
        }

        try
        {
            var waiting = new OutgoingMessage { Text = await WaitingAsync(recipe, ahead, cancellationToken), Buttons = GenerationButtons.Unfinished(id) };
            await MessengerFor(address.Platform).EditAsync(posted, waiting, cancellationToken);
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

        await messages.RecordMessageAsync(id, posted, cancellationToken);
    }

    /// <summary>Posts a question and returns its message; null when the network did not take it.</summary>
    public async Task<MessageRef?> AskAsync(ReplyAddress address, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await MessengerFor(address.Platform).PostAsync(address, new OutgoingMessage { Text = text, AsksForReply = true }, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
            return null;
        }
    }

    /// <summary>Takes a message away; where the network does not let it go, it says that it was deleted and shows nothing else.</summary>
    public async Task RemoveAsync(Platform platform, MessageRef posted, CancellationToken cancellationToken)
    {
        var messenger = MessengerFor(platform);
        try
        {
            await messenger.DeleteAsync(posted, cancellationToken);
        }
        catch (MessengerException exception) when (exception.Fault == MessengerFault.Rejected)
        {
            await EditAsync(messenger, posted, new OutgoingMessage { Text = Texts.DeleteDone, Media = [PlaceholderPicture.For(Texts.DeleteDone)] }, cancellationToken);
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
            await MessengerFor(address.Platform).PostAsync(address, message, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
        }
    }

    /// <summary>Makes a generation's message say that it was cancelled. Its worker does the same; whoever is later changes nothing.</summary>
    public async Task ShowCancelledAsync(AskedGeneration generation, MessageRef posted, CancellationToken cancellationToken)
    {
        try
        {
            var cancelled = new OutgoingMessage
            {
                Text = Texts.Cancelled(generation.Recipe.Prompt),
                Buttons = GenerationButtons.Ended(generation.Id, generation.Kind),
            };
            await MessengerFor(generation.Platform).EditAsync(posted, cancelled, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotPosted(logger, exception, generation.Id, exception.Fault);
        }
    }

    /// <summary>Makes a message that belongs to no generation show something else.</summary>
    public Task ShowAsync(Platform platform, MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken) =>
        EditAsync(MessengerFor(platform), posted, message, cancellationToken);

    // Whoever is next need not be told how long it takes.
    private async Task<string> WaitingAsync(Recipe recipe, int ahead, CancellationToken cancellationToken) =>
        Texts.Waiting(recipe.Prompt, ahead, ahead == 0 ? null : await outlook.ExpectedAsync(ahead, cancellationToken));

    private async Task EditAsync(IMessenger messenger, MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await messenger.EditAsync(posted, message, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, messenger.Platform, exception.Fault);
        }
    }

    private IMessenger MessengerFor(Platform platform) => messengers.TryGetValue(platform, out var messenger)
        ? messenger
        : throw new InvalidOperationException($"This process has no messenger for {platform}; it has {string.Join(", ", messengers.Keys)}.");
}
