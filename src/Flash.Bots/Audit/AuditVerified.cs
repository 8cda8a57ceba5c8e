namespace Flash.Bots.Audit;

/// <summary>The result of a verification, as it is kept for callers.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Sealed">Entries in the chain.</param>
/// <param name="Checkpoints">Checkpoints that agreed; 0 when there was none to compare with.</param>
/// <param name="Findings">How much is wrong.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="First">The first findings, one sentence each.</param>
public sealed record AuditVerified(
    DateTimeOffset At,
    long Sealed,
    int Checkpoints,
    int Findings,
    string Summary,
    IReadOnlyList<string> First
);
