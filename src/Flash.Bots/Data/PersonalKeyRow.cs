using Flash.Bots.Privacy;

namespace Flash.Bots.Data;

/// <summary>A person's key for one month and purpose: a row of <c>flash.personal_keys</c>. Destroyed, never deleted:
/// what it sealed still names it.</summary>
public sealed class PersonalKeyRow
{
    public long Id { get; set; }

    /// <summary>The network in lower case, as the audit log has it.</summary>
    public required string Platform { get; set; }

    public required string ExternalId { get; set; }

    /// <summary>Names the master key that wraps it.</summary>
    public required byte[] Master { get; set; }

    /// <summary>Null once it is destroyed.</summary>
    public byte[]? Wrapped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DestroyedAt { get; set; }

    /// <summary>The first day of its month.</summary>
    public DateOnly Period { get; set; }

    /// <summary>Destroyed by age, not because someone asked to be forgotten.</summary>
    public bool IsExpired { get; set; }

    public KeyPurpose Purpose { get; set; }
}
