namespace Flash.Bots.Data;

/// <summary>What is preserved for a report: a row of <c>flash.evidence</c>, sealed with the master key and no person's
/// own, so that erasing someone leaves it.</summary>
public sealed class EvidenceRow
{
    public long Id { get; set; }

    /// <summary>What it is of; null for words that were blocked.</summary>
    public Guid? GenerationId { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset PreservedAt { get; set; }

    public required string PreservedBy { get; set; }

    /// <summary>Empty once it was released.</summary>
    public required byte[] Box { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public string? ReleasedBy { get; set; }
}
