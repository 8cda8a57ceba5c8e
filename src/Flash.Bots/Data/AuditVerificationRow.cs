namespace Flash.Bots.Data;

/// <summary>What one verification of the audit log said, for every process: a row of <c>flash.audit_verifications</c>.
/// The last hundred are kept.</summary>
public sealed class AuditVerificationRow
{
    public long Id { get; set; }

    public DateTimeOffset VerifiedAt { get; set; }

    /// <summary>How many faults it found.</summary>
    public int Findings { get; set; }

    /// <summary>When moderators were told; null until then.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The <see cref="Audit.AuditReport"/>, as JSON.</summary>
    public required string Report { get; set; }
}
