using System.Text.Json.Serialization;

namespace Flash.Bots.Replies;

/// <summary>A message that Flash has posted and can edit or delete. Stored as JSON with the generation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "platform")]
[JsonDerivedType(typeof(PlaygroundMessage), "playground")]
[JsonDerivedType(typeof(TelegramMessage), "telegram")]
[JsonDerivedType(typeof(TelegramInlineMessage), "telegram-inline")]
[JsonDerivedType(typeof(DiscordMessage), "discord")]
public abstract record MessageRef
{
    /// <summary>Where it stands, for networks whose limits are counted by chat; null where an edit costs no one
    /// anything.</summary>
    internal virtual ReplyAddress? Place => null;

    /// <summary>Whether it is the same message on the network, whatever else is known of it.</summary>
    internal virtual bool IsSameAs(MessageRef other) => this == other;
}

/// <summary>A row of <c>flash.playground_messages</c>.</summary>
public sealed record PlaygroundMessage(long Id) : MessageRef;

/// <summary>A message in a Telegram chat.</summary>
public sealed record TelegramMessage(long ChatId, int MessageId, bool IsGroup = false) : MessageRef
{
    internal override ReplyAddress? Place => new TelegramReply(ChatId, IsGroup: IsGroup);

    internal override bool IsSameAs(MessageRef other) =>
        other is TelegramMessage message && (ChatId, MessageId) == (message.ChatId, message.MessageId);
}

/// <summary>A message that a person posted through the bot's inline mode.</summary>
public sealed record TelegramInlineMessage(string InlineMessageId) : MessageRef
{
    internal override ReplyAddress? Place => new TelegramInlineReply(InlineMessageId);
}

/// <summary>A Discord message: an interaction's original response while <see cref="MessageId"/> is null.</summary>
public sealed record DiscordMessage(
    ulong ApplicationId,
    string InteractionToken,
    DateTimeOffset ExpiresAt,
    ulong? ChannelId,
    ulong? MessageId,
    ulong? UserId = null
) : MessageRef
{
    /// <summary>A token is another one with each press; without an id no one can tell.</summary>
    internal override bool IsSameAs(MessageRef other) =>
        other is DiscordMessage message
        && (MessageId is null || message.MessageId is null || MessageId == message.MessageId);

    /// <summary>Leaves the token out: records print themselves into logs.</summary>
    public override string ToString() =>
        $"DiscordMessage {{ ApplicationId = {ApplicationId}, ChannelId = {ChannelId}, MessageId = {MessageId} }}";
}
