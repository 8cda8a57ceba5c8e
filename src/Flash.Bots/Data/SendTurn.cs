using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>What all processes together have sent to one chat, or (its key empty) to one network: a row of
/// <c>flash.send_turns</c>. Minutes old at most, so not written ahead: after a crash of the database all chats are
/// quiet for as long as it takes to start.</summary>
public sealed class SendTurn
{
    public Platform Platform { get; set; }

    public required string ChatKey { get; set; }

    public DateTimeOffset NextTurn { get; set; }

    public DateTimeOffset LastSend { get; set; }

    public DateTimeOffset BlockedUntil { get; set; }

    public double Patience { get; set; } = 1;
}
