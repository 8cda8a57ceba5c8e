using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>A generation that has no job yet: a row of <c>flash.outbox</c>. Inserting one notifies
/// <c>flash_outbox</c>.</summary>
public sealed class OutboxEntry
{
    public long Id { get; set; }

    public GenerationId GenerationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
