using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Api;

internal sealed partial class DiscordApi
{
    /// <summary>Posts as the bot. The nonce makes a repetition return the first message instead of posting
    /// another.</summary>
    public Task<MessageResult> CreateMessageAsync(
        ulong channelId,
        MessagePayload message,
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    ) =>
        rest.SendAsync<MessageResult>(
            OfChannel(HttpMethod.Post, channelId, "channels/{channel}/messages", "/messages") with
            {
                Body = message,
                Files = files,
                IsRepeatable = message is { Nonce: not null, EnforceNonce: true },
            },
            cancellationToken
        );

    /// <summary>Edits a message of the bot, responses to interactions included, where the bot itself may see the
    /// channel.</summary>
    public Task<MessageResult> EditMessageAsync(
        ulong channelId,
        ulong messageId,
        MessagePayload message,
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    ) =>
        rest.SendAsync<MessageResult>(
            OfChannel(
                HttpMethod.Patch,
                channelId,
                "channels/{channel}/messages/{message}",
                $"/messages/{Text(messageId)}"
            ) with
            {
                Body = message,
                Files = files,
            },
            cancellationToken
        );

    /// <summary>Removes a message of the bot.</summary>
    public async Task DeleteMessageAsync(ulong channelId, ulong messageId, CancellationToken cancellationToken)
    {
        using var response = await rest.SendAsync(
            OfChannel(
                HttpMethod.Delete,
                channelId,
                "channels/{channel}/messages/{message}",
                $"/messages/{Text(messageId)}"
            ),
            cancellationToken
        );
    }

    /// <summary>Opens the private conversation with a person, or returns the one that is open.</summary>
    public Task<ChannelResult> CreateDmAsync(ulong userId, CancellationToken cancellationToken) =>
        rest.SendAsync<ChannelResult>(
            new(HttpMethod.Post, "users/@me/channels", "users/@me/channels")
            {
                Body = new CreateDmPayload(userId),
                IsRepeatable = true,
            },
            cancellationToken
        );

    private static DiscordRequest OfChannel(HttpMethod method, ulong channelId, string route, string rest) =>
        new(method, route, $"channels/{Text(channelId)}{rest}") { Resource = "channel " + Text(channelId) };
}

/// <summary>What Flash needs to know of a message that was posted.</summary>
internal sealed record MessageResult(ulong Id, ulong ChannelId);

internal sealed record ChannelResult(ulong Id);

internal sealed record CreateDmPayload(ulong RecipientId);
