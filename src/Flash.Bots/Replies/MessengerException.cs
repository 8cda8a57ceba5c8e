namespace Flash.Bots.Replies;

/// <summary>A network refused or failed. <see cref="Fault"/> says what the caller can do about it.</summary>
/// <remarks>Messages carry the network's words, never a token or a prompt.</remarks>
public sealed class MessengerException(MessengerFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What happened, reduced to what can be done about it.</summary>
    public MessengerFault Fault { get; } = fault;

    /// <summary>How long to wait before anything else is sent to this chat; only with <see
    /// cref="MessengerFault.RateLimited"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The network surely did nothing: it said so itself, or was never reached. Whatever is not an edit may be
    /// repeated without being done twice.</summary>
    public bool WasNotDone { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient => Fault is MessengerFault.RateLimited or MessengerFault.Unavailable;
}

/// <summary>Why a network did not do as asked.</summary>
public enum MessengerFault
{
    /// <summary>429: wait <see cref="MessengerException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>5xx, a timeout or a broken connection: the call may or may not have been carried out.</summary>
    Unavailable,

    /// <summary>The message to edit or answer is gone.</summary>
    MessageGone,

    /// <summary>The chat is gone, or the bot was blocked or removed from it: nothing can be said there.</summary>
    ChatClosed,

    /// <summary>The chat takes words from the bot, and no pictures.</summary>
    PicturesForbidden,

    /// <summary>The file is larger than the network takes.</summary>
    TooLarge,

    /// <summary>Refused for another reason; trying again will not help.</summary>
    Rejected,
}
