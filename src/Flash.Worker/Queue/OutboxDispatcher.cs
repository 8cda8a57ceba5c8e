using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Scheduling;
using Flash.Bots.Supervision;
using Flash.Worker.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>
/// Makes a Hangfire job of every outbox row. Hangfire cannot enqueue inside our transactions, so the row goes only
/// after the job is in the queue: a crash in between enqueues a second job, which finds its generation taken and does
/// nothing.
/// </summary>
internal sealed class OutboxDispatcher(
    IDbContextFactory<FlashDb> databases,
    IBackgroundJobClientV2 jobs,
    IOptions<WorkerOptions> options,
    BackgroundLoops loops,
    ILogger<OutboxDispatcher> logger
) : BackgroundService
{
    private const int BatchSize = 32;
    private static readonly NamedSql Take = NamedSql.Load("queue/take_outbox");
    private readonly SemaphoreSlim _notified = new(1, 1);

    /// <summary>There may be rows.</summary>
    public void Wake()
    {
        try
        {
            _notified.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been told and has not looked yet.
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions { Name = "outbox" },
            async cancellationToken =>
            {
                await _notified.WaitAsync(options.Value.PollInterval, cancellationToken);
                while (await DispatchAsync(cancellationToken) == BatchSize) { }
            },
            stoppingToken
        );

    /// <summary>Enqueues one batch and returns how many rows it had.</summary>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await Take.ReadAsync<Waiting>(db, new { limit = BatchSize }, cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        foreach (var (_, generation, kind, span) in rows)
        {
            using var enqueuing = generation.StartSpan("outbox", span);
            var id = generation.Value;
            var queue = JobQueues.Of(kind);
            var job = kind.Moves()
                ? Job.FromExpression<GenerationJob>(job => job.AnimateAsync(id, CancellationToken.None))
                : Job.FromExpression<GenerationJob>(job => job.RunAsync(id, CancellationToken.None));
            jobs.Create(job, new EnqueuedState(queue));
            Log.Enqueued(logger, id, queue);
        }

        var done = rows.ConvertAll(row => row.Id);
        await db.Outbox.Where(entry => done.Contains(entry.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private sealed record Waiting(long Id, GenerationId GenerationId, GenerationKind Kind, string? TraceSpan);
}
