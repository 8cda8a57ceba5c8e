using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>The two ways to a channel: by the token of an interaction, and as the bot.</summary>
internal sealed partial class DiscordMessenger
{
    private async Task<MessageRef?> ByTokenAsync(
        DiscordReply reply,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var (token, payload, files) = (
            reply.InteractionToken,
            MessageLayout.Of(message),
            MessageLayout.FilesOf(message)
        );
        MessageResult? result = null;
        var worked = await WithTokenAsync(
            new DiscordMessage(reply.ApplicationId, token, reply.ExpiresAt, null, null),
            async _ =>
            {
                var isHidden = message.IsPersonal && !reply.IsEphemeral;
                if (isHidden && !memory.IsFilled(token))
                {
                    // The response was deferred for everyone, and a follow-up to it would fill it whatever its flags:
                    // it goes first.
                    await DeleteDeferredAsync(reply, cancellationToken);
                }

                result =
                    isHidden || memory.IsFilled(token)
                        ? await api.CreateFollowupAsync(
                            reply.ApplicationId,
                            token,
                            Hidden(payload, message.IsPersonal || reply.IsEphemeral),
                            files,
                            cancellationToken
                        )
                        : await FillOriginalAsync(reply, payload, files, cancellationToken);
                memory.Filled(token);
            }
        );
        return worked && result is not null
            ? new DiscordMessage(reply.ApplicationId, token, reply.ExpiresAt, result.ChannelId, result.Id, reply.UserId)
            : null;
    }

    private static MessagePayload Hidden(MessagePayload payload, bool isHidden) =>
        isHidden ? payload with { Flags = (payload.Flags ?? 0) | MessageFlag.Ephemeral } : payload;

    private async Task<MessageResult> FillOriginalAsync(
        DiscordReply reply,
        MessagePayload payload,
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await api.EditResponseAsync(
                reply.ApplicationId,
                reply.InteractionToken,
                null,
                payload,
                files,
                cancellationToken
            );
        }
        catch (DiscordApiException refused) when (refused.Code == DiscordErrorCode.UnknownMessage)
        {
            return await api.CreateFollowupAsync(
                reply.ApplicationId,
                reply.InteractionToken,
                Hidden(payload, reply.IsEphemeral),
                files,
                cancellationToken
            );
        }
    }

    private async Task DeleteDeferredAsync(DiscordReply reply, CancellationToken cancellationToken)
    {
        try
        {
            await api.DeleteResponseAsync(reply.ApplicationId, reply.InteractionToken, null, cancellationToken);
        }
        catch (DiscordApiException refused) when (refused.Code == DiscordErrorCode.UnknownMessage)
        {
            // An earlier attempt removed it.
        }
    }

    private async Task<MessageRef> AsBotAsync(
        DiscordReply reply,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        // What concerns one person is not said before all; in answer to a direct message there is no one else.
        if (
            reply.ChannelId is { } channel
            && (reply.AnswersMessageId is not null || (!message.IsPersonal && !reply.IsEphemeral))
        )
        {
            try
            {
                return await BotMessages.PostAsync(
                    api,
                    reply,
                    channel,
                    message,
                    BotMessages.NonceOf(reply, message),
                    cancellationToken
                );
            }
            catch (DiscordApiException refused) when (reply.UserId is not null && MessengerFaults.IsClosed(refused))
            {
                Log.SpeaksPrivately(logger, refused.Code);
            }
        }

        return reply.UserId is { } user
            ? await BotMessages.PostPrivatelyAsync(
                api,
                reply,
                user,
                message,
                BotMessages.NonceOf(reply, message),
                cancellationToken
            )
            : throw new MessengerException(
                MessengerFault.ChatClosed,
                "The interaction's token has expired, and neither its channel nor its person is known."
            );
    }

    private async Task EditAsBotAsync(
        DiscordMessage target,
        ulong channel,
        ulong messageId,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await api.EditMessageAsync(
                channel,
                messageId,
                MessageLayout.Of(message),
                MessageLayout.FilesOf(message),
                cancellationToken
            );
        }
        catch (DiscordApiException refused) when (target.UserId is { } && MessengerFaults.IsClosed(refused))
        {
            Log.SpeaksPrivately(logger, refused.Code);
            var reply = new DiscordReply(target.ApplicationId, "", DateTimeOffset.MinValue, null, target.UserId);
            var moved = await BotMessages.PostPrivatelyAsync(
                api,
                reply,
                target.UserId.Value,
                message,
                BotMessages.NonceOf(messageId),
                cancellationToken
            );
            memory.Moved(messageId, moved);
        }
    }
}
