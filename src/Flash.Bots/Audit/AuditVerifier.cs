using Npgsql;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Bots.Audit;

/// <summary>Computes the whole chain anew from what the entries say, and names every place where it differs from what
/// is stored.</summary>
public sealed class AuditVerifier(NpgsqlDataSource dataSource)
{
    /// <summary>More than this many findings are not listed: the log is then beyond doubt tampered with.</summary>
    public const int MaxFindings = 1_000;

    /// <param name="checkpoints">Signed heads from outside the database, oldest first; may be empty.</param>
    /// <param name="key">Whose signature they must carry; needed when there are any.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    public async Task<AuditReport> VerifyAsync(
        IReadOnlyList<AuditCheckpoint> checkpoints,
        Ed25519PublicKeyParameters? key,
        CancellationToken cancellationToken
    )
    {
        var walk = new Walk([.. checkpoints.Select(checkpoint => checkpoint.Sequence)]);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);

        // One snapshot: what is sealed while we look does not show.
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancellationToken
        );
        await using (
            var command = new NpgsqlCommand(
                $"SELECT {AuditRows.Columns}, sequence, previous_hash, hash FROM flash.audit_log WHERE sequence IS NOT NULL ORDER BY sequence, id",
                connection,
                transaction
            )
            {
                CommandTimeout = 0,
            }
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                walk.Visit(
                    AuditRows.Read(row),
                    row.GetInt64(AuditRows.Count),
                    Bytes(row, AuditRows.Count + 1),
                    Bytes(row, AuditRows.Count + 2)
                );
            }
        }

        foreach (var checkpoint in checkpoints)
        {
            walk.Compare(checkpoint, key);
        }

        await using var count = new NpgsqlCommand(
            "SELECT count(*) FROM flash.audit_log WHERE sequence IS NULL",
            connection,
            transaction
        );
        return new AuditReport(
            walk.Visited,
            (long)(await count.ExecuteScalarAsync(cancellationToken))!,
            checkpoints.Count,
            walk.Findings
        ); // count is never null
    }

    private static byte[] Bytes(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);

    /// <summary>One pass over the chain.</summary>
    private sealed class Walk(HashSet<long> remembered)
    {
        private readonly List<AuditFinding> findings = [];
        private readonly Dictionary<long, byte[]> hashes = [];
        private long last;
        private byte[] lastHash = AuditChain.Beginning.ToArray();

        // The entry before was found faulty or missing: that its successor does not fit it is no news.
        private bool excused;

        public long Visited { get; private set; }

        public IReadOnlyList<AuditFinding> Findings => findings;

        public void Visit(AuditRecord entry, long sequence, byte[] previousHash, byte[] hash)
        {
            Visited++;
            if (sequence <= last)
            {
                Find(new AuditFinding(AuditFault.Inserted, sequence, entry.Id));
                excused = true;
                return;
            }

            if (sequence > last + 1)
            {
                Find(new AuditFinding(AuditFault.Missing, last + 1) { Length = sequence - last - 1 });
                excused = true;
            }

            var isConsistent = hash.AsSpan().SequenceEqual(AuditChain.Hash(previousHash, sequence, entry));
            if (!isConsistent)
            {
                Find(new AuditFinding(AuditFault.Changed, sequence, entry.Id));
            }
            else if (!excused && !previousHash.AsSpan().SequenceEqual(lastHash))
            {
                Find(new AuditFinding(AuditFault.Rewritten, last));
            }

            (last, lastHash, excused) = (sequence, hash, !isConsistent);
            if (remembered.Contains(sequence))
            {
                hashes[sequence] = hash;
            }
        }

        public void Compare(AuditCheckpoint checkpoint, Ed25519PublicKeyParameters? key)
        {
            if (key is null || !checkpoint.IsSignedBy(key))
            {
                Find(new AuditFinding(AuditFault.CheckpointForged, checkpoint.Sequence));
            }
            else if (checkpoint.Sequence > last)
            {
                Find(new AuditFinding(AuditFault.Truncated, checkpoint.Sequence));
            }
            else if (
                hashes.TryGetValue(checkpoint.Sequence, out var hash)
                && Convert.ToHexStringLower(hash) != checkpoint.Hash
            )
            {
                Find(new AuditFinding(AuditFault.CheckpointMismatch, checkpoint.Sequence));
            }
        }

        private void Find(AuditFinding finding)
        {
            if (findings.Count < MaxFindings)
            {
                findings.Add(finding);
            }
        }
    }
}
