using System.Globalization;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>Compares pictures, bans, rules and people's keys with what the entries say of them.</summary>
internal sealed class AuditedTables(IDbContextFactory<FlashDb> databases, AuditPersonal personal)
{
    private static readonly (AuditFault Fault, NamedSql Statement)[] Statements =
    [
        (AuditFault.PictureMissing, NamedSql.Load("audit/pictures")),
        (AuditFault.BanChanged, NamedSql.Load("audit/bans")),
        (AuditFault.RuleChanged, NamedSql.Load("audit/rules")),
        (AuditFault.KeyChanged, NamedSql.Load("audit/keys")),
    ];

    /// <summary>Everything that differs.</summary>
    /// <exception cref="Privacy.WrongMasterKeyException">Another master key has wrapped people's keys.</exception>
    public async Task<IReadOnlyList<AuditFinding>> CompareAsync(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        foreach (var (fault, statement) in Statements)
        {
            findings.AddRange(
                (await statement.ReadAsync<Difference>(db, null, cancellationToken)).Select(row => new AuditFinding(
                    fault,
                    row.Sequence,
                    row.Id
                )
                {
                    Detail = row.Detail,
                })
            );
        }

        findings.AddRange(
            (await personal.FindDamagedKeysAsync(cancellationToken)).Select(key => new AuditFinding(
                AuditFault.KeyChanged,
                0
            )
            {
                Detail = string.Create(CultureInfo.InvariantCulture, $"key {key}: it does not open any more"),
            })
        );
        return findings;
    }

    private sealed record Difference(long Sequence, long? Id, string Detail);
}
