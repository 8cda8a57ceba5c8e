using System.Globalization;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>Compares what can be compared with what its entries say: requests, pictures, bans, rules, people's keys,
/// and the numbers of the entries themselves.</summary>
public sealed class AuditComparison(IDbContextFactory<FlashDb> databases, AuditPersonal personal)
{
    /// <summary>Ids that may be skipped in one go: each transaction that is given up skips some.</summary>
    private const long LargestJump = 100_000;

    private static readonly NamedSql Requests = NamedSql.Load("audit/requests");
    private static readonly NamedSql Untold = NamedSql.Load("audit/untold");
    private static readonly NamedSql Pictures = NamedSql.Load("audit/changed_pictures");
    private static readonly NamedSql Numbers = NamedSql.Load("audit/numbers");

    /// <summary>Everything that differs, at most <see cref="AuditVerifier.MaxFindings"/>.</summary>
    /// <exception cref="InvalidOperationException">The master key is another one than that which wrapped people's keys:
    /// words cannot be compared.</exception>
    public async Task<IReadOnlyList<AuditFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        await foreach (var row in Requests.StreamAsync<Request>(db, null, cancellationToken))
        {
            if (row.Difference is { Length: > 0 } difference)
            {
                findings.Add(
                    new AuditFinding(
                        difference.StartsWith("generation ", StringComparison.Ordinal)
                            ? AuditFault.RequestMissing
                            : AuditFault.RequestChanged,
                        row.Sequence,
                        row.Id
                    )
                    {
                        Detail = $"{difference} ({row.GenerationId})",
                    }
                );
            }
        }

        findings.AddRange(
            (await Untold.ReadAsync<UntoldGeneration>(db, null, cancellationToken)).Select(row => new AuditFinding(
                AuditFault.EntryMissing,
                0
            )
            {
                Detail = $"the {row.Kind} {row.Id}, which is {row.State}",
            })
        );
        findings.AddRange(
            (await Pictures.ReadAsync<ChangedPicture>(db, null, cancellationToken)).Select(row => new AuditFinding(
                AuditFault.PictureChanged,
                row.Sequence,
                row.Id
            )
            {
                Detail = string.Create(CultureInfo.InvariantCulture, $"picture {row.Index} of {row.GenerationId}"),
            })
        );
        findings.AddRange(
            (await Numbers.ReadAsync<MovedNumber>(db, new { Largest = LargestJump }, cancellationToken)).Select(
                row => new AuditFinding(AuditFault.IdsMoved, row.Sequence, row.Id) { Detail = row.Detail }
            )
        );
        findings.AddRange(await new AuditedRequests(databases, personal).CompareAsync(cancellationToken));
        findings.AddRange(await new AuditedTables(databases, personal).CompareAsync(cancellationToken));
        return [.. findings.OrderBy(finding => finding.Sequence).Take(AuditVerifier.MaxFindings)];
    }

    private sealed record Request(long Id, long Sequence, Guid GenerationId, string Difference);

    private sealed record UntoldGeneration(Guid Id, string Kind, string State);

    private sealed record ChangedPicture(long Id, long Sequence, Guid GenerationId, int Index);

    private sealed record MovedNumber(long Id, long Sequence, string Detail);
}
