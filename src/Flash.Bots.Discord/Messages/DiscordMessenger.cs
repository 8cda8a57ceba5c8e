using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Messages;

/// <summary>
/// Shows messages on Discord: by the interaction's token while it lives, then as the bot in the channel where the bot
/// may, else as a direct message to the person who asked.
/// </summary>
internal sealed partial class DiscordMessenger(
    DiscordApi api,
    PictureDownload pictures,
    InteractionMemory memory,
    TimeProvider time,
    ILogger<DiscordMessenger> logger
) : IMessenger
{
    /// <summary>Older messages are edited only a few times an hour (code 30046): Flash does so for last words
    /// only.</summary>
    private static readonly TimeSpan MaxEditAge = TimeSpan.FromHours(1);

    /// <summary>A token that expires while the request travels would only cost a refusal.</summary>
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(5);

    public Platform Platform => Platform.Discord;

    public PictureLayout Layout => PictureLayout.Separate;

    /// <summary>Answers show a budget of about five edits in five seconds; the buckets decide.</summary>
    public bool DeletionsAreFinal => true;

    public TimeSpan EditInterval(ReplyAddress address) => TimeSpan.FromSeconds(1);

    public async Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var reply =
            address as DiscordReply
            ?? throw new ArgumentException($"Discord cannot answer a {address.Platform} address.", nameof(address));
        try
        {
            return await ByTokenAsync(reply, message, cancellationToken)
                ?? await AsBotAsync(reply, message, cancellationToken);
        }
        catch (DiscordApiException refused)
        {
            throw MessengerFaults.Of(refused);
        }
    }

    public async Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var target = Of(posted);
        if (target.MessageId is { } known && !IsReached(known) && memory.MovedTo(known) is { } movedTo)
        {
            target = movedTo;
        }

        if (
            !message.EvenWhenOld
            && target.MessageId is { } id
            && time.GetUtcNow() - Snowflake.CreatedAt(id) > MaxEditAge
        )
        {
            throw new MessengerException(
                MessengerFault.MessageGone,
                "Discord messages older than an hour are not edited."
            );
        }

        var (payload, files) = (MessageLayout.Of(message), MessageLayout.FilesOf(message));
        try
        {
            if (
                await WithAnyTokenAsync(target, (by, message) =>
                    api.EditResponseAsync(
                        by.ApplicationId,
                        by.InteractionToken,
                        message,
                        payload,
                        files,
                        cancellationToken
                    )
                )
            )
            {
                return;
            }

            if (target is not { ChannelId: { } channel, MessageId: { } messageId })
            {
                throw new MessengerException(
                    MessengerFault.ChatClosed,
                    "The interaction's token has expired, and the channel of its response is not known."
                );
            }

            await EditAsBotAsync(target, channel, messageId, message, cancellationToken);
        }
        catch (DiscordApiException refused)
        {
            throw MessengerFaults.Of(refused);
        }
    }

    public async Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken)
    {
        var target = Of(posted);
        try
        {
            if (
                !await WithAnyTokenAsync(target, (by, message) =>
                    api.DeleteResponseAsync(by.ApplicationId, by.InteractionToken, message, cancellationToken)
                ) && target is { ChannelId: { } channel, MessageId: { } message }
            )
            {
                await api.DeleteMessageAsync(channel, message, cancellationToken);
            }
        }
        catch (DiscordApiException refused) when (refused.Code == DiscordErrorCode.UnknownMessage)
        {
            // Gone is what was asked for.
        }
        catch (DiscordApiException refused)
        {
            throw MessengerFaults.Of(refused);
        }
    }

    public Task<ReadOnlyMemory<byte>> FetchAsync(GivenPicture picture, CancellationToken cancellationToken) =>
        picture is DiscordPicture given
            ? pictures.FetchAsync(given, cancellationToken)
            : throw new ArgumentException(
                $"A picture on Discord is needed, got a {picture.GetType().Name}.",
                nameof(picture)
            );

    private static DiscordMessage Of(MessageRef posted) =>
        posted as DiscordMessage
        ?? throw new ArgumentException($"Discord cannot edit a {posted.GetType().Name}.", nameof(posted));

    /// <summary>Runs a call with the token of the message's interaction, or of a later press on one of its buttons, to
    /// which it is the original response.</summary>
    private async Task<bool> WithAnyTokenAsync(DiscordMessage target, Func<DiscordMessage, ulong?, Task> call)
    {
        if (await WithTokenAsync(target, _ => call(target, target.MessageId)))
        {
            return true;
        }

        if (target.MessageId is not { } id || memory.ReachOf(id) is not { } reach)
        {
            return false;
        }

        var pressed = target with
        {
            ApplicationId = reach.ApplicationId,
            InteractionToken = reach.InteractionToken,
            ExpiresAt = reach.ExpiresAt,
        };
        return await WithTokenAsync(pressed, _ => call(pressed, null));
    }

    /// <summary>Runs a call with the interaction's token; false when there is none that works.</summary>
    private async Task<bool> WithTokenAsync(DiscordMessage target, Func<string, Task> call)
    {
        if (!IsAlive(target.InteractionToken, target.ExpiresAt))
        {
            return false;
        }

        try
        {
            await call(target.InteractionToken);
            return true;
        }
        catch (DiscordApiException refused) when (MessengerFaults.IsTokenGone(refused))
        {
            memory.Spent(target.InteractionToken);
            return false;
        }
    }

    // A press on it brought a token: the message itself can be put right, whatever stands for it elsewhere.
    private bool IsReached(ulong messageId) =>
        memory.ReachOf(messageId) is { } reply && IsAlive(reply.InteractionToken, reply.ExpiresAt);

    private bool IsAlive(string token, DateTimeOffset expiresAt) =>
        token.Length > 0 && time.GetUtcNow() < expiresAt - ExpiryMargin && !memory.IsSpent(token);
}
