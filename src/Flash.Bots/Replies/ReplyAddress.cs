using System.Text.Json.Serialization;

namespace Flash.Bots.Replies;

/// <summary>Where an answer goes. Stored as JSON with the generation, so any worker can answer, on any
/// machine.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "platform")]
[JsonDerivedType(typeof(PlaygroundReply), "playground")]
[JsonDerivedType(typeof(TelegramReply), "telegram")]
[JsonDerivedType(typeof(TelegramInlineReply), "telegram-inline")]
[JsonDerivedType(typeof(DiscordReply), "discord")]
public abstract record ReplyAddress
{
    /// <summary>The network that can use this address.</summary>
    [JsonIgnore]
    public abstract Platform Platform { get; }

    /// <summary>The chat in the network's own words: the unit that rate limits are counted in.</summary>
    [JsonIgnore]
    public abstract string ChatKey { get; }

    /// <summary>The largest file that an answer there may carry, in bytes: 10 MiB where the network says nothing
    /// else.</summary>
    [JsonIgnore]
    public virtual long MaxFileBytes => 10 << 20;

    /// <summary>The network plays MP4 where it would show a GIF, and plays it more smoothly.</summary>
    [JsonIgnore]
    public virtual bool PlaysMp4 => false;

    /// <summary>The chat is one that its network keeps for adults.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAgeRestricted { get; init; }
}

/// <summary>A conversation in the playground.</summary>
/// <param name="ConversationId">The browser's conversation.</param>
/// <param name="ReplyToMessageId">The message answered to, if any.</param>
public sealed record PlaygroundReply(Guid ConversationId, long? ReplyToMessageId = null) : ReplyAddress
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Playground;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string ChatKey => ConversationId.ToString("N");
}

/// <summary>A Telegram chat, and the thread and message in it that the answer belongs to.</summary>
/// <param name="ChatId">Bot API <c>chat.id</c>; negative for groups and channels.</param>
/// <param name="MessageThreadId">Topic of a forum, when the chat has topics.</param>
/// <param name="ReplyToMessageId">The message answered to, if any.</param>
/// <param name="IsGroup">Groups allow 20 messages and edits a minute; private chats about one a second.</param>
/// <param name="AskedBy">Bot API <c>user.id</c> of the person whose eyes a personal answer is for, where the network
/// has such answers.</param>
public sealed record TelegramReply(
    long ChatId,
    int? MessageThreadId = null,
    int? ReplyToMessageId = null,
    bool IsGroup = false,
    long? AskedBy = null
) : ReplyAddress
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Telegram;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long MaxFileBytes => 50_000_000;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool PlaysMp4 => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string ChatKey => ChatId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A message that a person posted through the bot's inline mode, in a chat the bot knows nothing of. Nothing
/// can be posted there; that message can be edited.</summary>
/// <param name="InlineMessageId">Bot API <c>inline_message_id</c>.</param>
public sealed record TelegramInlineReply(string InlineMessageId) : ReplyAddress
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Telegram;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string ChatKey => InlineMessageId;
}

/// <summary>A Discord interaction that was deferred; its original response is edited from preview to result.</summary>
/// <param name="ApplicationId">The application that received the interaction.</param>
/// <param name="InteractionToken">Good for 15 minutes after <paramref name="ExpiresAt"/> minus 15.</param>
/// <param name="ExpiresAt">When the token stops working.</param>
/// <param name="ChannelId">The channel, for posting as the bot itself once the token has expired.</param>
/// <param name="UserId">Who asked, for a direct message where the bot may not post.</param>
/// <param name="IsEphemeral">The response was deferred for that person's eyes only.</param>
/// <param name="AttachmentLimit">The largest file there, in bytes, as the interaction said.</param>
/// <param name="AnswersMessageId">The direct message that is answered, where there was no interaction; the token is
/// then empty.</param>
public sealed record DiscordReply(
    ulong ApplicationId,
    string InteractionToken,
    DateTimeOffset ExpiresAt,
    ulong? ChannelId,
    ulong? UserId = null,
    bool IsEphemeral = false,
    long? AttachmentLimit = null,
    ulong? AnswersMessageId = null
) : ReplyAddress
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override long MaxFileBytes => AttachmentLimit ?? base.MaxFileBytes;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Discord;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string ChatKey =>
        ChannelId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? InteractionToken;

    /// <summary>Leaves the token out: records print themselves into logs.</summary>
    public override string ToString() => $"DiscordReply {{ ApplicationId = {ApplicationId}, ChannelId = {ChannelId} }}";
}
