using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Retention;

/// <summary>Prunes every hour, seals what an earlier version stored in the open, and has next month's partition of the
/// audit log made in time. In several processes at once it does no harm.</summary>
internal sealed class RetentionService(
    NpgsqlDataSource dataSource,
    Pruning pruning,
    Thumbnails thumbnails,
    BackgroundLoops loops,
    ILogger<RetentionService> logger
) : BackgroundService
{
    private const long AdvisoryLock = 0x5072756E65; // "Prune"
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // The first minutes belong to whoever waits for a picture.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = "retention",
                FirstWait = FirstWait,
                Interval = Interval,
                Patience = 2 * Interval,
                LongestPause = FirstWait,
            },
            RunAsync,
            stoppingToken
        );

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var mine = new NpgsqlCommand($"SELECT pg_try_advisory_lock({AdvisoryLock})", connection);
        if (await mine.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        await using (
            var partitions = new NpgsqlCommand(
                "SELECT flash.ensure_audit_partition(now() + n * interval '1 month') FROM generate_series(0, 2) n",
                connection
            )
        )
        {
            await partitions.ExecuteNonQueryAsync(cancellationToken);
        }

        var pruned = await pruning.PruneAsync(cancellationToken);
        if (!pruned.IsNothing)
        {
            Log.Pruned(logger, pruned.Pictures, pruned.Prompts, pruned.Keys);
        }

        await SealAsync(cancellationToken);

        // A connection that goes back to the pool would keep the lock.
        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({AdvisoryLock})", connection);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await thumbnails.SealOldAsync(cancellationToken) is > 0 and var count)
            {
                Log.ThumbnailsSealed(logger, count);
            }
        }
        catch (Exception exception) when (MasterKey.IsMissing(exception))
        {
            Log.ThumbnailsNotSealed(logger, exception, exception.Message);
        }
    }
}
