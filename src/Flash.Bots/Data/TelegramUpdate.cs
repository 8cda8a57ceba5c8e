namespace Flash.Bots.Data;

/// <summary>An update between Telegram and the process that handles it: a row of <c>flash.telegram_updates</c>. It
/// keeps its number for two days, so that a repeated delivery is known; its text is forgotten as soon as it is
/// handled.</summary>
public sealed class TelegramUpdate
{
    public long BotId { get; set; }

    public long UpdateId { get; set; }

    /// <summary>Updates of one lane are handled in order.</summary>
    public required string Lane { get; set; }

    /// <summary>The update as JSON; null once it is handled.</summary>
    public string? Body { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset? TakenUntil { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? HandledAt { get; set; }
}
