using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>Messages that the bot posts as itself, without an interaction's token.</summary>
internal static class BotMessages
{
    public static async Task<DiscordMessage> PostAsync(
        DiscordApi api,
        DiscordReply reply,
        ulong channel,
        OutgoingMessage message,
        string nonce,
        CancellationToken cancellationToken
    )
    {
        var payload = MessageLayout.Of(message) with
        {
            Nonce = nonce,
            EnforceNonce = true,
            MessageReference =
                message.ReplyTo is DiscordMessage { MessageId: { } answered } to && to.ChannelId == channel
                    ? new(answered, FailIfNotExists: false)
                    : null,
        };
        var result = await api.CreateMessageAsync(channel, payload, MessageLayout.FilesOf(message), cancellationToken);
        return new DiscordMessage(reply.ApplicationId, "", DateTimeOffset.MinValue, channel, result.Id, reply.UserId);
    }

    public static async Task<DiscordMessage> PostPrivatelyAsync(
        DiscordApi api,
        DiscordReply reply,
        ulong user,
        OutgoingMessage message,
        string nonce,
        CancellationToken cancellationToken
    )
    {
        var channel = await api.CreateDmAsync(user, cancellationToken);
        return await PostAsync(api, reply, channel.Id, message with { ReplyTo = null }, nonce, cancellationToken);
    }

    /// <summary>
    /// The same for the same words to the same interaction or message, whichever process says them: a worker that runs
    /// again, or beside another, gets the message that is already there. 24 characters of the 25 allowed.
    /// </summary>
    public static string NonceOf(DiscordReply reply, OutgoingMessage message) =>
        message.Key is { } key
            ? Nonce(Encoding.UTF8.GetBytes(key))
            : Nonce(
                Encoding.UTF8.GetBytes(
                    $"{reply.InteractionToken}{reply.AnswersMessageId}\n{message.Text}\n"
                        + $"{string.Join(' ', message.Media.Select(media => media.FileName))}"
                )
            );

    /// <summary>For the direct message that stands for one that cannot be edited.</summary>
    public static string NonceOf(ulong messageId)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, messageId);
        return Nonce(bytes);
    }

    private static string Nonce(byte[] about) => Base64Url.EncodeToString(SHA256.HashData(about).AsSpan(0, 18));
}
