using System.Globalization;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>Compares what can be compared with what its entries say: requests, pictures, bans, rules, people's keys, and the
/// numbers of the entries themselves.</summary>
public sealed class AuditComparison(NpgsqlDataSource dataSource, AuditPersonal personal)
{
    /// <summary>Ids that may be skipped in one go: each transaction that is given up skips some.</summary>
    private const long LargestJump = 100_000;

    // Entries of an earlier version may lack a member; then there is nothing to compare.
    private const string Requests = """
        SELECT entry.id, coalesce(entry.sequence, 0), entry.generation_id, concat_ws(', ',
            CASE WHEN generation.id IS NULL THEN 'generation ' || entry.generation_id || ' is not there' END,
            CASE WHEN entry.action <> generation.kind || '.requested' THEN 'its kind is ' || generation.kind END,
            CASE WHEN entry.details ? 'seed' AND entry.details -> 'seed' <> generation.recipe -> 'seed' THEN 'its seed is ' || (generation.recipe ->> 'seed') END,
            CASE WHEN entry.details ? 'steps' AND entry.details -> 'steps' <> generation.recipe -> 'inferenceSteps' THEN 'its steps are ' || (generation.recipe ->> 'inferenceSteps') END,
            CASE WHEN entry.details ? 'count' AND entry.details -> 'count' <> generation.recipe -> 'count' THEN 'its pictures are ' || (generation.recipe ->> 'count') END,
            CASE WHEN entry.details ? 'width' AND (entry.details -> 'width', entry.details -> 'height') <> (generation.recipe -> 'width', generation.recipe -> 'height')
                THEN 'its size is ' || (generation.recipe ->> 'width') || 'x' || (generation.recipe ->> 'height') END,
            CASE WHEN entry.details ? 'model' AND entry.details -> 'model' <> generation.recipe -> 'model' THEN 'its model is ' || (generation.recipe ->> 'model') END,
            CASE WHEN entry.details ? 'parent' AND (entry.details ->> 'parent')::uuid IS DISTINCT FROM generation.parent_id THEN 'it was made of another one' END,
            CASE WHEN (entry.details ->> 'index')::int <> generation.parent_index THEN 'it was made of another picture' END,
            CASE WHEN entry.chat_id <> chat.external_id THEN 'it was asked for in another chat' END,
            CASE WHEN (entry.actor_platform, entry.actor_id) <> (person.platform, person.external_id) THEN 'someone else asked for it' END)
        FROM flash.audit_log entry LEFT JOIN flash.generations generation ON generation.id = entry.generation_id LEFT JOIN flash.users person ON person.id = generation.user_id
        LEFT JOIN flash.chats chat ON chat.id = generation.chat_id
        WHERE entry.action LIKE '%.requested' AND entry.generation_id IS NOT NULL
        """;

    private const string Untold = """
        SELECT generation.id, generation.kind, generation.state FROM flash.generations generation
        WHERE NOT EXISTS (SELECT FROM flash.audit_log entry WHERE entry.generation_id = generation.id AND entry.action = generation.kind || '.requested')
            OR (generation.state = 'delivered'
                AND NOT EXISTS (SELECT FROM flash.audit_log entry WHERE entry.generation_id = generation.id AND entry.action = generation.kind || '.delivered'))
        ORDER BY generation.id LIMIT 1000
        """;

    private const string Pictures = """
        SELECT delivered.id, coalesce(delivered.sequence, 0), picture.generation_id, picture.index FROM flash.pictures picture
        JOIN LATERAL (
            SELECT entry.id, entry.sequence, entry.details FROM flash.audit_log entry
            WHERE entry.generation_id = picture.generation_id AND entry.action LIKE '%.delivered' AND entry.details ? 'sha256' ORDER BY entry.id DESC LIMIT 1) delivered ON true
        WHERE delivered.details -> 'sha256' ->> (picture.index - 1) IS DISTINCT FROM encode(picture.sha256, 'hex')
        ORDER BY delivered.id LIMIT 1000
        """;

    private const string Numbers = """
        WITH numbered AS (SELECT id, coalesce(sequence, 0) AS sequence, lag(id) OVER (ORDER BY id) AS before FROM flash.audit_log)
        SELECT id, sequence, CASE WHEN before = id THEN 'the number ' || id || ' was given twice' ELSE 'they jump from ' || before || ' to ' || id END
        FROM numbered WHERE before = id OR id - before > $1
        UNION ALL
        SELECT newest.id, coalesce(newest.sequence, 0), 'the next one would be ' || last_value + 1 || ', but there is ' || newest.id || ' already'
        FROM flash.audit_log_ids, (SELECT id, sequence FROM flash.audit_log ORDER BY id DESC LIMIT 1) newest WHERE newest.id > last_value
        UNION ALL
        SELECT newest.id, coalesce(newest.sequence, 0), 'the sequence stands at ' || last_value || ', far beyond the last entry ' || newest.id
        FROM flash.audit_log_ids, (SELECT id, sequence FROM flash.audit_log ORDER BY id DESC LIMIT 1) newest WHERE last_value - newest.id > $1
        LIMIT 100
        """;

    /// <summary>Everything that differs, at most <see cref="AuditVerifier.MaxFindings"/>.</summary>
    /// <exception cref="InvalidOperationException">The master key is another one than that which wrapped people's keys:
    /// words cannot be compared.</exception>
    public async Task<IReadOnlyList<AuditFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        await foreach (var row in RowsAsync(Requests, cancellationToken))
        {
            if (row.GetString(3) is { Length: > 0 } difference)
            {
                findings.Add(
                    new AuditFinding(
                        difference.StartsWith("generation ", StringComparison.Ordinal)
                            ? AuditFault.RequestMissing
                            : AuditFault.RequestChanged,
                        row.GetInt64(1),
                        row.GetInt64(0)
                    )
                    {
                        Detail = $"{difference} ({row.GetGuid(2)})",
                    }
                );
            }
        }

        await foreach (var row in RowsAsync(Untold, cancellationToken))
        {
            findings.Add(
                new AuditFinding(AuditFault.EntryMissing, 0)
                {
                    Detail = $"the {row.GetString(1)} {row.GetGuid(0)}, which is {row.GetString(2)}",
                }
            );
        }

        await foreach (var row in RowsAsync(Pictures, cancellationToken))
        {
            findings.Add(
                new AuditFinding(AuditFault.PictureChanged, row.GetInt64(1), row.GetInt64(0))
                {
                    Detail = string.Create(
                        CultureInfo.InvariantCulture,
                        $"picture {row.GetInt32(3)} of {row.GetGuid(2)}"
                    ),
                }
            );
        }

        await foreach (var row in RowsAsync(Numbers, cancellationToken, LargestJump))
        {
            findings.Add(
                new AuditFinding(AuditFault.IdsMoved, row.GetInt64(1), row.GetInt64(0)) { Detail = row.GetString(2) }
            );
        }

        findings.AddRange(await new AuditedRequests(dataSource, personal).CompareAsync(cancellationToken));
        findings.AddRange(await new AuditedTables(dataSource, personal).CompareAsync(cancellationToken));
        return [.. findings.OrderBy(finding => finding.Sequence).Take(AuditVerifier.MaxFindings)];
    }

    private async IAsyncEnumerable<NpgsqlDataReader> RowsAsync(
        string sql,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        await using var command = dataSource.Command(sql, parameters);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return row;
        }
    }
}
