namespace Flash.Bots.Audit;

/// <summary>An entry as the hash chain sees it: exactly the columns that never change once it is sealed.</summary>
public sealed record AuditRecord(
    long Id,
    DateTimeOffset OccurredAt,
    string ActorPlatform,
    string ActorId,
    string ActorName,
    string Action
)
{
    public Guid? GenerationId { get; init; }

    public string? ChatId { get; init; }

    /// <summary>PostgreSQL's own text of the jsonb value, which is the same for equal values.</summary>
    public required string Details { get; init; }

    /// <summary>
    /// What of it is personal: a JSON object until the entry is sealed, from then on encrypted with the person's key
    /// (<see cref="Privacy.PersonalKey"/>).
    /// </summary>
    public byte[]? Personal { get; init; }
}
