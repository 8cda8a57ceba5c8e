using Flash.Bots.Generations;
using Flash.Bots.Supervision;
using Flash.Worker.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>
/// Makes a Hangfire job of every outbox row. Hangfire cannot enqueue inside our transactions, so the row goes only
/// after the job is in the queue: a crash in between enqueues a second job, which finds its generation taken and does
/// nothing.
/// </summary>
internal sealed class OutboxDispatcher(
    NpgsqlDataSource dataSource,
    IBackgroundJobClientV2 jobs,
    IOptions<WorkerOptions> options,
    BackgroundLoops loops,
    ILogger<OutboxDispatcher> logger
) : BackgroundService
{
    private const int BatchSize = 32;
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
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = new List<(long Id, Guid GenerationId, string Kind)>();
        await using (
            var select = new NpgsqlCommand(
                """
                SELECT o.id, o.generation_id, g.kind FROM flash.outbox o JOIN flash.generations g ON g.id = o.generation_id
                ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED
                """,
                connection,
                transaction
            )
            {
                Parameters = { new() { Value = BatchSize } },
            }
        )
        await using (var reader = await select.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2)));
            }
        }

        if (rows.Count == 0)
        {
            return 0;
        }

        foreach (var (_, id, kind) in rows)
        {
            var queue = kind == "animate" ? JobQueues.Animate : JobQueues.Interactive;
            jobs.Create(
                Job.FromExpression<GenerationJob>(job => job.RunAsync(id, CancellationToken.None)),
                new EnqueuedState(queue)
            );
            Log.Enqueued(logger, id, queue);
        }

        await using (
            var delete = new NpgsqlCommand("DELETE FROM flash.outbox WHERE id = ANY($1)", connection, transaction)
            {
                Parameters = { new() { Value = rows.ConvertAll(row => row.Id) } },
            }
        )
        {
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }
}
