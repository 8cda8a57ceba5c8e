using Flash.Bots.Data;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Retention;

/// <summary>Prunes every hour, and has next month's partition of the audit log made in time. In several processes at
/// once it does no harm.</summary>
internal sealed class RetentionService(
    IDbContextFactory<FlashDb> databases,
    Pruning pruning,
    BackgroundLoops loops,
    ILogger<RetentionService> logger
) : BackgroundService
{
    private const long AdvisoryLock = 0x5072756E65; // "Prune"
    private static readonly NamedSql TryLock = NamedSql.Load("retention/try_lock");
    private static readonly NamedSql Unlock = NamedSql.Load("retention/unlock");
    private static readonly NamedSql EnsurePartitions = NamedSql.Load("retention/ensure_partitions");

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // The first minutes belong to people who wait for a picture.
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
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (await TryLock.ReadAsync<bool>(db, new { key = AdvisoryLock }, cancellationToken) is not [true])
        {
            return;
        }

        await EnsurePartitions.ExecuteAsync(db, null, cancellationToken);
        var pruned = await pruning.PruneAsync(cancellationToken);
        if (!pruned.IsNothing)
        {
            Log.Pruned(logger, pruned.Pictures, pruned.Prompts, pruned.Keys);
        }

        await Unlock.ExecuteAsync(db, new { key = AdvisoryLock }, cancellationToken);
    }
}
