using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Worker.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>Finds generations that lost their worker or their job, and gives them another; and tells people when that
/// was tried often enough.</summary>
internal sealed class Recovery(
    IDbContextFactory<FlashDb> databases,
    GenerationStore store,
    GenerationRuns runs,
    SendLedger ledger,
    IOptions<WorkerOptions> options,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<Recovery> logger
) : BackgroundService
{
    // Any constant will do, as long as every worker uses the same.
    private const long AdvisoryLock = 0x466C61736852; // "FlashR"

    private static readonly NamedSql Requeue = NamedSql.Load("queue/requeue");
    private static readonly NamedSql TakeLock = NamedSql.Load("queue/try_lock");

    /// <summary>How long after its request a generation must have a job.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = time.GetTimestamp();
        return loops.RunAsync(
            new LoopOptions
            {
                Name = "recovery",
                FirstWait = options.Value.RecoveryInterval,
                Interval = options.Value.RecoveryInterval,
                Patience = TimeSpan.FromMinutes(1) + options.Value.RecoveryInterval,
            },
            async cancellationToken =>
            {
                await RequeueAsync(cancellationToken);
                await FailExhaustedAsync(cancellationToken);
                if (time.GetElapsedTime(swept) > SweepInterval)
                {
                    await ledger.SweepAsync(cancellationToken);
                    swept = time.GetTimestamp();
                }
            },
            stoppingToken
        );
    }

    /// <summary>Writes outbox rows for generations that no one works on and no job will come for. One process at a
    /// time.</summary>
    public async Task<int> RequeueAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await TakeLock.ReadAsync<bool>(db, new { key = AdvisoryLock }, cancellationToken) is not [true])
        {
            return 0;
        }

        var count = await Requeue.ExecuteAsync(
            db,
            new
            {
                Grace,
                GenerationStore.MaxAttempts,
                Invisible = QueueStorage.InvisibilityTimeout,
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        if (count > 0)
        {
            Log.Requeued(logger, count);
        }

        return count;
    }

    private async Task FailExhaustedAsync(CancellationToken cancellationToken)
    {
        foreach (var exhausted in await store.FailExhaustedAsync(Texts.For(null).DrawingGivenUp, cancellationToken))
        {
            Log.Failed(logger, exhausted.Id.Value, "Its workers died");
            var texts = Texts.For(exhausted.Language);
            var text = Texts.Failed(exhausted.Recipe.Prompt, texts.DrawingGivenUp);
            await runs.TellAsync(
                exhausted.Id,
                exhausted.ReplyAddress,
                exhausted.Message,
                GenerationRuns.LastWord(texts, exhausted.Id, exhausted.Kind, text),
                cancellationToken
            );
        }
    }
}
