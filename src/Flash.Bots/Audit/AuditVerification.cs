using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>The whole verification: the chain, its witnesses, and what can be compared with its entries. Remembers its
/// last result for every process.</summary>
public sealed class AuditVerification(
    NpgsqlDataSource dataSource,
    AuditVerifier verifier,
    AuditComparison comparison,
    WitnessPlace place,
    TimeProvider time
)
{
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
        await using var command = dataSource.CreateCommand(
            "SELECT report FROM flash.audit_verifications ORDER BY id DESC LIMIT 1"
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string report
            ? FlashJson.Read<AuditVerified>(report)
            : null;
    }

    /// <summary>Takes the last result if it is bad and no one was told of it yet; null otherwise.</summary>
    internal async Task<(long Id, AuditVerified Verified)?> TakeUntoldAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            UPDATE flash.audit_verifications SET told_at = now()
            WHERE id = (SELECT max(id) FROM flash.audit_verifications) AND told_at IS NULL AND findings > 0 RETURNING id, report
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetInt64(0), FlashJson.Read<AuditVerified>(row.GetString(1)))
            : null;
    }

    /// <summary>No one could be told after all.</summary>
    internal async Task GiveBackAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.audit_verifications SET told_at = NULL WHERE id = $1",
            id
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
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
        await using var command = dataSource.Command(
            """
            WITH kept AS (INSERT INTO flash.audit_verifications (findings, report) VALUES ($1, $2)),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                VALUES ('flash', 'audit', 'Flash', 'audit.verified', jsonb_build_object('sealed', $3, 'checkpoints', $4, 'findings', $1, 'witnesses', $5)))
            DELETE FROM flash.audit_verifications WHERE id < (SELECT max(id) - 100 FROM flash.audit_verifications)
            """,
            report.Findings.Count,
            SqlCommands.Json(FlashJson.Write(verified)),
            report.Sealed,
            report.Checkpoints,
            SqlCommands.Json(place.History.SeenNow(witnesses))
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT EXISTS (SELECT FROM flash.audit_log WHERE sequence = 1 AND occurred_at < $1)",
            time.GetUtcNow() - FirstCheckpoint
        );
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
