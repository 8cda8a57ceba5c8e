using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>A result that waits for its turn in a chat: a row of <c>flash.send_queue</c>. Minutes old at most, so not
/// written ahead.</summary>
public sealed class SendTicket
{
    public Platform Platform { get; set; }

    public required string ChatKey { get; set; }

    /// <summary>The generation's id: those are ordered by time.</summary>
    public GenerationId Ticket { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }
}
