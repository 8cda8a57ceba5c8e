using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>The last checkpoint of the audit log that a chat was told: a row of
/// <c>flash.witnessed_checkpoints</c>.</summary>
public sealed class WitnessedCheckpoint
{
    public Platform Platform { get; set; }

    public required string Place { get; set; }

    public long Sequence { get; set; }

    public DateTimeOffset WitnessedAt { get; set; }
}
