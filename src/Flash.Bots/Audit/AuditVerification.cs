using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>The whole verification: the chain, its witnesses, and what can be compared with its entries. Remembers its
/// last result for every process.</summary>
public sealed class AuditVerification(
    IDbContextFactory<FlashDb> databases,
    AuditVerifier verifier,
    AuditComparison comparison,
    WitnessPlace place,
    TimeProvider time
)
{
    private static readonly NamedSql TakeUntold = NamedSql.Load("audit/take_untold");
    private static readonly NamedSql Remember = NamedSql.Load("audit/remember");

    private const int MostKept = 10;

    /// <summary>Entries younger than this need not have a checkpoint yet.</summary>
    private static readonly TimeSpan FirstCheckpoint = TimeSpan.FromMinutes(10);

    /// <summary>Verifies against the witnesses that are kept here, and remembers the result.</summary>
    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var witnesses = await place.ReadAsync(cancellationToken);
        var report = await RunAsync(witnesses, cancellationToken);
        await RememberAsync(report, witnesses, cancellationToken);
        return report;
    }

    /// <summary>Verifies against these witnesses.</summary>
    /// <exception cref="Privacy.WrongMasterKeyException">Words cannot be compared.</exception>
    public async Task<AuditReport> RunAsync(Witnesses witnesses, CancellationToken cancellationToken)
    {
        var report = await verifier.VerifyAsync(witnesses, cancellationToken);
        var findings = report.Findings.ToList();
        var loss = witnesses.Folder is { } folder
            ? await place.History.FindLossAsync(new WitnessFolder(folder), cancellationToken)
            : null;
        if (witnesses.Missing is { } missing && (loss is not null || await IsDueAsync(cancellationToken)))
        {
            findings.Insert(0, new AuditFinding(AuditFault.WitnessMissing, 0) { Detail = missing });
        }
        else if (loss is { IsFinding: true })
        {
            findings.Insert(0, new AuditFinding(AuditFault.WitnessMissing, 0) { Detail = loss.Sentence });
        }

        var taken = witnesses is { Folder: { } here, Missing: null }
            ? await place.History.FindTakenAsync(witnesses, new WitnessFolder(here), cancellationToken)
            : [];
        findings.InsertRange(
            0,
            taken
                .Where(one => one.IsFinding)
                .Select(one => new AuditFinding(AuditFault.WitnessMissing, 0) { Detail = one.Sentence })
        );
        findings.AddRange(await comparison.RunAsync(cancellationToken));
        return report with
        {
            Findings = [.. findings.Take(AuditVerifier.MaxFindings)],
            Notes =
            [
                .. report.Notes,
                .. loss is { IsFinding: false } ? [loss.Sentence] : (string[])[],
                .. taken.Where(one => !one.IsFinding).Select(one => one.Sentence),
            ],
        };
    }

    /// <summary>The last result of any process; null when there is none yet.</summary>
    public async Task<AuditVerified?> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var report = await db
            .AuditVerifications.OrderByDescending(verification => verification.Id)
            .Select(verification => verification.Report)
            .FirstOrDefaultAsync(cancellationToken);
        return report is null ? null : FlashJson.Read<AuditVerified>(report);
    }

    /// <summary>Takes the last result if it is bad and no one was told of it yet; null otherwise.</summary>
    internal async Task<(long Id, AuditVerified Verified)?> TakeUntoldAsync(CancellationToken cancellationToken)
    {
        var untold = await TakeUntold.ReadOneAsync<Untold>(databases, null, cancellationToken);
        return untold is null ? null : (untold.Id, FlashJson.Read<AuditVerified>(untold.Report));
    }

    /// <summary>No one could be told after all.</summary>
    internal async Task GiveBackAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .AuditVerifications.Where(verification => verification.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(verification => verification.ToldAt, (DateTimeOffset?)null),
                cancellationToken
            );
    }

    private async Task RememberAsync(AuditReport report, Witnesses witnesses, CancellationToken cancellationToken)
    {
        var verified = new AuditVerified(
            time.GetUtcNow(),
            report.Sealed,
            report.Checkpoints,
            report.Findings.Count,
            report.Summary,
            [.. report.Findings.Take(MostKept).Select(finding => finding.ToString())]
        );
        await Remember.ExecuteAsync(
            databases,
            new
            {
                Findings = report.Findings.Count,
                Report = Json.Of(verified),
                report.Sealed,
                report.Checkpoints,
                Witnesses = place.History.SeenNow(witnesses) is { } seen ? new Json(seen) : null,
            },
            cancellationToken
        );
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow() - FirstCheckpoint;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AuditLog.AnyAsync(entry => entry.Sequence == 1 && entry.OccurredAt < latest, cancellationToken);
    }

    private sealed record Untold(long Id, string Report);
}
