using Flash.Bots.Conversations;
using Flash.Bots.Replies;

namespace Flash.Bots.Telegram.Inline;

/// <summary>
/// The chat of what came through inline mode. The bot is never told which it is, so every inline message is a chat of
/// its own: its buttons reach what it shows and nothing else.
/// </summary>
internal static class InlineChat
{
    /// <summary>While someone still types.</summary>
    public static Chat Unknown { get; } = new(Platform.Telegram, "inline", null, IsPrivate: false);

    public static Chat Of(string inlineMessageId) =>
        new(Platform.Telegram, "inline:" + inlineMessageId, null, IsPrivate: false);
}

/// <summary>What someone types after the bot's name.</summary>
/// <param name="QueryId">Answered once, within seconds.</param>
/// <param name="From">Who types.</param>
/// <param name="Text">The words so far.</param>
/// <param name="Offset">Empty for the first results; what we gave with them when the person scrolls on.</param>
internal sealed record InlineTyped(string QueryId, Person From, string Text, string Offset);
