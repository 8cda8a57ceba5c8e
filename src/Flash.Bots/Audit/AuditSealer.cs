using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Flash.Bots.Supervision;
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
    NpgsqlDataSource dataSource,
    AuditPersonal personal,
    AuditCheckpoints checkpoints,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<AuditSealer> logger
) : BackgroundService
{
    private const int BatchSize = 4_000;
    private const long AdvisoryLock = 0x5365616C; // "Seal"
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromMinutes(1);

    /// <summary>Seals what is there, one batch. Returns how many entries it sealed; 0 also when another process is at
    /// it.</summary>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // The lock comes first, in a statement of its own: what the statements below see includes the last holder's
        // work.
        await using var tryLock = new NpgsqlCommand(
            $"SELECT pg_try_advisory_xact_lock({AdvisoryLock})",
            connection,
            transaction
        );
        if (await tryLock.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        var entries = await UnsealedAsync(connection, cancellationToken);
        if (entries.Count == 0)
        {
            return 0;
        }

        entries = await personal.CloseAsync(entries, connection, cancellationToken);
        var (sequence, hash) = await HeadAsync(connection, cancellationToken);
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

        // The function takes only what continues the chain, so that the sealer needs no right to change an entry.
        await using var seal = new NpgsqlCommand(
            "SELECT flash.seal_audit_entries($1, $2, $3, $4, $5, $6)",
            connection,
            transaction
        );
        var (names, boxes) = (
            entries.Select(entry => entry.ActorName).ToArray(),
            entries.Select(entry => entry.Personal).ToArray()
        );
        foreach (object column in new object[] { ids, sequences, previousHashes, hashes, names, boxes })
        {
            seal.Parameters.Add(new NpgsqlParameter { Value = column });
        }

        await seal.ExecuteNonQueryAsync(cancellationToken);
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

    private static async Task<IReadOnlyList<AuditRecord>> UnsealedAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {AuditRows.Columns} FROM flash.audit_log WHERE sequence IS NULL ORDER BY id LIMIT {BatchSize}",
            connection
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<AuditRecord>();
        while (await row.ReadAsync(cancellationToken))
        {
            entries.Add(AuditRows.Read(row));
        }

        return entries;
    }

    private static async Task<(long Sequence, byte[] Hash)> HeadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "SELECT sequence, hash FROM flash.audit_log WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1",
            connection
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1))
            : (0, AuditChain.Beginning.ToArray());
    }
}
