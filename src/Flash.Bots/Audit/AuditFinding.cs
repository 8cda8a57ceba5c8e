namespace Flash.Bots.Audit;

/// <summary>Something that is wrong with the audit log.</summary>
/// <param name="Fault">What was done to it.</param>
/// <param name="Sequence">The position in the chain.</param>
/// <param name="Id">The entry's id, where there still is an entry.</param>
public sealed record AuditFinding(AuditFault Fault, long Sequence, long? Id = null)
{
    /// <summary>How many entries in a row are concerned.</summary>
    public long Length { get; init; } = 1;

    /// <summary>One sentence for a person.</summary>
    public override string ToString() =>
        Fault switch
        {
            AuditFault.Changed =>
                $"Entry {Sequence} (id {Id}) was changed or moved: its content does not match its hash.",
            AuditFault.Rewritten =>
                $"Entry {Sequence} was rewritten or replaced: entry {Sequence + 1} was sealed after another one.",
            AuditFault.Missing when Length == 1 => $"Entry {Sequence} was removed.",
            AuditFault.Missing => $"Entries {Sequence} to {Sequence + Length - 1} were removed.",
            AuditFault.Inserted => $"Entry {Sequence} (id {Id}) was inserted: another one has the same position.",
            AuditFault.Truncated =>
                $"The end was cut off: a checkpoint was signed at entry {Sequence}, which is not there any more.",
            AuditFault.CheckpointMismatch =>
                $"The chain was recomputed up to entry {Sequence} or beyond: it differs from the signed checkpoint.",
            AuditFault.CheckpointForged => $"The checkpoint for entry {Sequence} is not signed by the expected key.",
            _ => $"{Fault} at entry {Sequence}.",
        };
}

/// <summary>What can be found wrong.</summary>
public enum AuditFault
{
    /// <summary>The content does not match the hash.</summary>
    Changed,

    /// <summary>Content and hash match, but the next entry was sealed after something else.</summary>
    Rewritten,

    /// <summary>A gap in the positions.</summary>
    Missing,

    /// <summary>A position that is taken twice.</summary>
    Inserted,

    /// <summary>A checkpoint lies beyond the end.</summary>
    Truncated,

    /// <summary>A checkpoint says another hash.</summary>
    CheckpointMismatch,

    /// <summary>A checkpoint's signature is wrong.</summary>
    CheckpointForged,
}

/// <summary>What a verification saw.</summary>
/// <param name="Sealed">Entries in the chain.</param>
/// <param name="Unsealed">Entries that wait for the sealer.</param>
/// <param name="Checkpoints">Checkpoints compared.</param>
/// <param name="Findings">What is wrong, in the chain's order; at most <see cref="AuditVerifier.MaxFindings"/>.</param>
public sealed record AuditReport(long Sealed, long Unsealed, int Checkpoints, IReadOnlyList<AuditFinding> Findings)
{
    public bool IsIntact => Findings.Count == 0;
}
