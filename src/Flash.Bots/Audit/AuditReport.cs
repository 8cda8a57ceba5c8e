using System.Globalization;

namespace Flash.Bots.Audit;

/// <summary>What a verification saw.</summary>
/// <param name="Sealed">Entries in the chain.</param>
/// <param name="Unsealed">Entries that wait for the sealer.</param>
/// <param name="Checkpoints">Checkpoints compared.</param>
/// <param name="Findings">What is wrong, in the chain's order; at most <see cref="AuditVerifier.MaxFindings"/>.</param>
public sealed record AuditReport(long Sealed, long Unsealed, int Checkpoints, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>What is worth knowing and is no fault, such as a backup that was put back on purpose; one sentence
    /// each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsIntact => Findings.Count == 0;

    /// <summary>One sentence: how far the log can be trusted, and on whose word.</summary>
    public string Summary
    {
        get
        {
            var (entries, waiting) = (Number(Sealed), Number(Unsealed));
            return (IsIntact, Checkpoints) switch
            {
                (false, _) => $"The audit log is NOT intact: {Number(Findings.Count)} "
                    + $"{(Findings.Count == 1 ? "finding" : "findings")} in {entries} entries.",
                (true, 0) =>
                    $"The audit log is consistent in itself, compared with no checkpoint: {entries} entries in the "
                        + $"chain, {waiting} about to be sealed. Without a checkpoint no one can tell whether it was "
                        + $"cut off or recomputed.",
                _ => $"The audit log is intact: {entries} entries in the chain, {waiting} about to be sealed, "
                    + $"{Number(Checkpoints)} checkpoints agree.",
            };
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
