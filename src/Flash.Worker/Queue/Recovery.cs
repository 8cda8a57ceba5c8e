using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>Finds generations that lost their worker or their job, and gives them another; and tells people when that
/// was tried often enough.</summary>
internal sealed class Recovery(
    NpgsqlDataSource dataSource,
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

    // A running generation is not helped by a job that a dead worker has fetched; a queued one may be about to be
    // claimed by it.
    private static readonly string Requeue = $"""
        INSERT INTO flash.outbox (generation_id)
        SELECT g.id FROM flash.generations g
        WHERE (g.state = 'queued' AND g.created_at < now() - $1 OR g.state = 'running' AND g.lease_until < now() AND g.attempts < {GenerationStore.MaxAttempts})
            AND NOT EXISTS (SELECT FROM flash.outbox o WHERE o.generation_id = g.id)
            AND NOT EXISTS (
                SELECT FROM hangfire.jobqueue q JOIN hangfire.job j ON j.id = q.jobid
                WHERE j.arguments ->> 0 = '"' || g.id::text || '"'
                    AND (q.fetchedat IS NULL OR g.state = 'queued' AND q.fetchedat > now() - $2))
        """;

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

    /// <summary>Writes outbox rows for generations that nobody works on and no job will come for. One process at a
    /// time.</summary>
    public async Task<int> RequeueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (
            var takeLock = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock($1)", connection, transaction)
            {
                Parameters = { new() { Value = AdvisoryLock } },
            }
        )
        {
            if (await takeLock.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return 0;
            }
        }

        await using var requeue = new NpgsqlCommand(Requeue, connection, transaction)
        {
            Parameters =
            {
                new() { Value = Grace },
                new() { Value = QueueStorage.InvisibilityTimeout },
            },
        };
        var count = await requeue.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (count > 0)
        {
            Log.Requeued(logger, count);
        }

        return count;
    }

    private async Task FailExhaustedAsync(CancellationToken cancellationToken)
    {
        foreach (var exhausted in await store.FailExhaustedAsync(Texts.DrawingGivenUp, cancellationToken))
        {
            Log.Failed(logger, exhausted.Id.Value, "Its workers died");
            Wording.Speak(exhausted.Language);
            var text = Texts.Failed(exhausted.Recipe.Prompt, Texts.DrawingGivenUp);
            await runs.TellAsync(
                exhausted.Id,
                exhausted.ReplyAddress,
                exhausted.Message,
                GenerationRuns.LastWord(exhausted.Id, exhausted.Kind, text),
                cancellationToken
            );
        }
    }
}
