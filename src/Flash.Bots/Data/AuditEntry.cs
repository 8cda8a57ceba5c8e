namespace Flash.Bots.Data;

/// <summary>Something that happened: a row of <c>flash.audit_log</c>. The database refuses to change or remove
/// one.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>The network in lower case, or <c>flash</c> when no person acted.</summary>
    public required string ActorPlatform { get; set; }

    public required string ActorId { get; set; }

    public required string ActorName { get; set; }

    /// <summary>One of <see cref="Audit.AuditAction"/>.</summary>
    public required string Action { get; set; }

    public Guid? GenerationId { get; set; }

    /// <summary>The network's id of the chat.</summary>
    public string? ChatId { get; set; }

    /// <summary>A small JSON object.</summary>
    public required string Details { get; set; }

    /// <summary>What of it is personal, sealed with the person's key; null until the entry is sealed, or when there is
    /// nothing.</summary>
    public byte[]? Personal { get; set; }

    /// <summary>Position in the hash chain, without gaps; null until the entry is sealed.</summary>
    public long? Sequence { get; set; }

    /// <summary>The hash of the entry one position earlier; 32 zero bytes for the first.</summary>
    public byte[]? PreviousHash { get; set; }

    public byte[]? Hash { get; set; }
}
