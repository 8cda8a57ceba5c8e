using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Bots.Audit;

/// <summary>Computes the whole chain anew from what the entries say, and names every place where it differs from what
/// is stored.</summary>
public sealed class AuditVerifier(IDbContextFactory<FlashDb> databases)
{
    /// <summary>More than this many findings are not listed: the log is then beyond doubt tampered with.</summary>
    public const int MaxFindings = 1_000;

    /// <summary>Entries are numbered as they are written and dated when their transaction began: so much may a date lie
    /// before an earlier one.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMinutes(10);

    /// <inheritdoc cref="VerifyAsync(Witnesses, CancellationToken)"/>
    public Task<AuditReport> VerifyAsync(
        IReadOnlyList<AuditCheckpoint> checkpoints,
        Ed25519PublicKeyParameters? key,
        CancellationToken cancellationToken
    ) => VerifyAsync(new Witnesses(checkpoints, key), cancellationToken);

    /// <param name="witnesses">What is remembered outside the database.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    public async Task<AuditReport> VerifyAsync(Witnesses witnesses, CancellationToken cancellationToken)
    {
        var (checkpoints, key) = (witnesses.Checkpoints, witnesses.Key);
        var restores = key is null ? [] : witnesses.Restores.Where(restore => restore.IsSignedBy(key)).ToList();
        var walk = new Walk([.. checkpoints.Select(checkpoint => checkpoint.Sequence)], restores);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);

        // One snapshot: what is sealed while we look does not show.
        await using var transaction = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancellationToken
        );
        var chain = db
            .AuditLog.Where(entry => entry.Sequence != null)
            .OrderBy(entry => entry.Sequence)
            .ThenBy(entry => entry.Id)
            .AsAsyncEnumerable();
        await foreach (var entry in chain.WithCancellation(cancellationToken))
        {
            // Asked for.
            walk.Visit(AuditRows.Of(entry), entry.Sequence!.Value, entry.PreviousHash ?? [], entry.Hash ?? []);
        }

        foreach (var checkpoint in checkpoints)
        {
            walk.Compare(checkpoint, key);
        }

        return new AuditReport(
            walk.Visited,
            await db.AuditLog.LongCountAsync(entry => entry.Sequence == null, cancellationToken),
            walk.Agreed,
            walk.Findings
        )
        {
            Notes =
            [
                .. witnesses.Notes,
                .. restores.Select(restore =>
                    $"{restore.By} put an older backup back on {restore.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: "
                    + $"what followed entry {restore.Agreed}, up to entry {restore.Witness} at least, is lost. "
                    + $"Reason: {restore.Reason}"
                ),
            ],
        };
    }

    /// <summary>One pass over the chain.</summary>
    private sealed class Walk(HashSet<long> remembered, IReadOnlyList<AuditRestore> restores)
    {
        private readonly List<AuditFinding> findings = [];
        private readonly Dictionary<long, string> hashes = [];
        private long last;
        private byte[] lastHash = AuditChain.Beginning.ToArray();

        // The entry before was found faulty or missing: that its successor does not fit it is no news.
        private bool excused;

        private DateTimeOffset before = DateTimeOffset.MinValue;

        /// <summary>Checkpoints that the chain agrees with.</summary>
        public int Agreed { get; private set; }

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

            if (isConsistent)
            {
                if (entry.OccurredAt + LongestTransaction < before)
                {
                    Find(
                        new AuditFinding(AuditFault.TimeReversed, sequence, entry.Id)
                        {
                            Detail = $"{before - entry.OccurredAt:d\\.hh\\:mm\\:ss}",
                        }
                    );
                }

                before = entry.OccurredAt;
            }

            (last, lastHash, excused) = (sequence, hash, !isConsistent);
            if (remembered.Contains(sequence))
            {
                hashes[sequence] = Convert.ToHexStringLower(hash);
            }
        }

        public void Compare(AuditCheckpoint checkpoint, Ed25519PublicKeyParameters? key)
        {
            if (key is null || !checkpoint.IsSignedBy(key))
            {
                Find(new AuditFinding(AuditFault.CheckpointForged, checkpoint.Sequence));
            }
            else if (checkpoint.Sequence <= last && !hashes.ContainsKey(checkpoint.Sequence))
            {
                return; // That its entry was removed is found already.
            }
            else if (checkpoint.Sequence <= last && hashes[checkpoint.Sequence] == checkpoint.Hash)
            {
                Agreed++;
            }
            else if (!restores.Any(restore => restore.Explains(checkpoint)))
            {
                Find(
                    new AuditFinding(
                        checkpoint.Sequence > last ? AuditFault.Truncated : AuditFault.CheckpointMismatch,
                        checkpoint.Sequence
                    )
                );
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
