using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>
/// Gives new entries of the audit log their place in the hash chain, a few hundred milliseconds after they were
/// written: whatever writes an entry never waits for the chain. What is personal in an entry is encrypted on the way.
/// </summary>
/// <remarks>Runs in any number of processes; a lock in the database lets one of them work at a time.</remarks>
public sealed class AuditSealer(
    IDbContextFactory<FlashDb> databases,
    AuditPersonal personal,
    AuditCheckpoints checkpoints,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<AuditSealer> logger
) : BackgroundService
{
    private static readonly NamedSql TryLock = NamedSql.Load("audit/try_lock");
    private static readonly NamedSql Seal = NamedSql.Load("audit/seal");

    private const int BatchSize = 4_000;
    private const long AdvisoryLock = 0x5365616C; // "Seal"
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromMinutes(1);

    /// <summary>Seals what is there, one batch. Returns how many entries it sealed; 0 also when another process is at
    /// it.</summary>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await TryLock.ReadAsync<bool>(db, new { Lock = AdvisoryLock }, cancellationToken) is not [true])
        {
            return 0;
        }

        IReadOnlyList<AuditRecord> entries = await db
            .AuditLog.Where(entry => entry.Sequence == null)
            .OrderBy(entry => entry.Id)
            .Take(BatchSize)
            .Select(AuditRows.Record)
            .ToListAsync(cancellationToken);
        if (entries.Count == 0)
        {
            return 0;
        }

        entries = await personal.CloseAsync(entries, db, cancellationToken);
        var (sequence, hash) = await AuditHead.ReadAsync(db, cancellationToken) ?? (0, AuditChain.Beginning.ToArray());
        var (ids, sequences, previousHashes, hashes) = (
            new long[entries.Count],
            new long[entries.Count],
            new byte[entries.Count][],
            new byte[entries.Count][]
        );
        for (var i = 0; i < entries.Count; i++)
        {
            previousHashes[i] = hash;
            hash = AuditChain.Hash(hash, ++sequence, entries[i]);
            (ids[i], sequences[i], hashes[i]) = (entries[i].Id, sequence, hash);
        }

        await Seal.ExecuteAsync(
            db,
            new
            {
                ids,
                sequences,
                previousHashes,
                hashes,
                Names = entries.Select(entry => entry.ActorName).ToArray(),
                Boxes = entries.Select(entry => entry.Personal).ToArray(),
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        FlashMeasures.Sealed(time.GetUtcNow() - entries[0].OccurredAt);
        return entries.Count;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = "audit sealing",
                Interval = Interval,
                Knows = (fault, _) =>
                {
                    if (fault is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
                    {
                        // A role without the right to seal must not end the process, nor fill its log.
                        Log.SealingPaused(logger, fault);
                        return RefusedInterval;
                    }

                    if (fault is not MasterKeyException)
                    {
                        return null;
                    }

                    // A master key that is missing or another one: nothing is sealed with a wrong key, and nothing
                    // personal is sealed without one.
                    Log.SealingRefused(logger, fault, fault.Message);
                    return RefusedInterval;
                },
            },
            async cancellationToken =>
            {
                while (await SealAsync(cancellationToken) == BatchSize) { }

                await checkpoints.WriteWhenDueAsync(cancellationToken);
            },
            stoppingToken
        );
}
