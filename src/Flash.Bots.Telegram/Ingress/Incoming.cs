using Flash.Bots.Conversations;
using Flash.Bots.Telegram.Inline;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>An update that concerns Flash.</summary>
internal abstract record Incoming
{
    private Incoming() { }

    /// <summary>Someone said something.</summary>
    public sealed record Said(IncomingMessage Message) : Incoming;

    /// <summary>Someone changed what they had said.</summary>
    public sealed record Edited(IncomingMessage Message, string OriginalKey, DateTimeOffset SaidAt) : Incoming;

    /// <summary>A group became a supergroup, with another id. Both chats say so.</summary>
    public sealed record Moved(long Before, long Now) : Incoming;

    /// <summary>Someone is typing after the bot's name, in a chat the bot knows nothing of.</summary>
    public sealed record Typed(InlineTyped Query) : Incoming;

    /// <summary>Someone pressed a button; Telegram shows a spinner until the callback query is answered.</summary>
    public sealed record Pressed(ButtonPress Press, string CallbackQueryId) : Incoming;
}
