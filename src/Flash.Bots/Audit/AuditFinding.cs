namespace Flash.Bots.Audit;

/// <summary>Something that is wrong with the audit log.</summary>
/// <param name="Fault">What was done to it.</param>
/// <param name="Sequence">The position in the chain.</param>
/// <param name="Id">The entry's id, where there still is an entry.</param>
public sealed record AuditFinding(AuditFault Fault, long Sequence, long? Id = null)
{
    /// <summary>How many entries in a row are concerned.</summary>
    public long Length { get; init; } = 1;

    /// <summary>What exactly, where the fault alone does not say; empty otherwise.</summary>
    public string Detail { get; init; } = "";

    /// <summary>One sentence for a person.</summary>
    public override string ToString() =>
        Fault switch
        {
            AuditFault.WitnessMissing => Detail,
            AuditFault.RequestChanged =>
                $"The request of entry {Sequence} (id {Id}) says something else today: {Detail}.",
            AuditFault.RequestMissing => $"The request of entry {Sequence} (id {Id}) is gone: {Detail}.",
            AuditFault.EntryMissing => $"Nothing in the log tells of {Detail}.",
            AuditFault.PictureChanged =>
                $"A picture is not the one that entry {Sequence} (id {Id}) says was delivered: {Detail}.",
            AuditFault.PictureMissing => $"The pictures are not what the log says: {Detail}.",
            AuditFault.BanChanged => $"The bans are not what the log says: {Detail}.",
            AuditFault.RuleChanged => $"The rules are not what the log says: {Detail}.",
            AuditFault.KeyChanged => $"People's keys are not what the log says: {Detail}.",
            AuditFault.TimeReversed => $"Entry {Sequence} (id {Id}) is dated {Detail} before an earlier one.",
            AuditFault.IdsMoved => $"The numbers of entries were tampered with: {Detail}.",
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

    /// <summary>Checkpoints are kept, but not where they should be.</summary>
    WitnessMissing,

    /// <summary>What was asked for differs from what its entry says.</summary>
    RequestChanged,

    /// <summary>What was asked for is not there any more.</summary>
    RequestMissing,

    /// <summary>Something happened that no entry tells of.</summary>
    EntryMissing,

    /// <summary>A picture's digest differs from what its entry says.</summary>
    PictureChanged,

    /// <summary>A delivered picture is gone without a reason, or one is there that was never delivered.</summary>
    PictureMissing,

    /// <summary>A ban differs from what its entries say.</summary>
    BanChanged,

    /// <summary>A prompt rule differs from what its entries say.</summary>
    RuleChanged,

    /// <summary>A person's key is gone, another's, damaged, or destroyed or back without a reason.</summary>
    KeyChanged,

    /// <summary>An entry is older than one before it, by more than a transaction takes.</summary>
    TimeReversed,

    /// <summary>The sequence of ids was set back, or far ahead.</summary>
    IdsMoved,
}
