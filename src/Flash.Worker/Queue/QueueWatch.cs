using System.Diagnostics.Metrics;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>
/// Notices a queue that does not move: someone waits, and no worker anywhere has begun or ended anything for a while.
/// Health says so, and what a dead process left in Hangfire's lock table is let go of.
/// </summary>
internal sealed class QueueWatch(NpgsqlDataSource dataSource, BackgroundLoops loops, ILogger<QueueWatch> logger)
    : BackgroundService
{
    /// <summary>Longer than any step of work takes without a sign: a lease is renewed every few seconds.</summary>
    public static readonly TimeSpan Still = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Held for moments only; Hangfire itself waits <see cref="QueueStorage.LockTimeout"/> for one.</summary>
    private static readonly TimeSpan LockAge = 2 * QueueStorage.LockTimeout;

    private static readonly string Look = """
        SELECT count(*) FILTER (WHERE state = 'queued'),
            COALESCE(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'queued')), 0)::float8,
            count(*) FILTER (WHERE state = 'running' AND lease_until > now()),
            COALESCE(extract(epoch FROM now() - (
                SELECT max(GREATEST(started_at, finished_at)) FROM (
                    SELECT started_at, finished_at FROM flash.generations WHERE started_at IS NOT NULL ORDER BY started_at DESC LIMIT 200) lately)), 1e9)::float8,
            (SELECT count(*) FROM hangfire.jobqueue WHERE fetchedat IS NULL),
            (SELECT count(*) FROM hangfire.jobqueue WHERE fetchedat IS NOT NULL),
            (SELECT COALESCE(sum((data ->> 'WorkerCount')::bigint), 0)::bigint FROM hangfire.server WHERE lastheartbeat > now() - interval '30 seconds')
        FROM flash.generations WHERE state IN ('queued', 'running')
        """;

    private volatile QueueLook? _last;

    /// <summary>What was seen last; null before the first look.</summary>
    public QueueLook? Last => _last;

    /// <summary>What is wrong, as a sentence; null when nothing is.</summary>
    public string? Complaint =>
        _last is { IsStill: true } look
            ? $"The queue does not move: {look.Waiting} wait, the first for {look.Oldest.TotalSeconds:0} s, and nothing was begun or ended for {look.SinceMoved.TotalSeconds:0} s."
            : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(new LoopOptions { Name = "queue watch", Interval = Interval }, LookAsync, stoppingToken);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using (var command = dataSource.CreateCommand(Look))
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            var before = _last;
            _last = new QueueLook(
                row.GetInt64(0),
                TimeSpan.FromSeconds(row.GetDouble(1)),
                row.GetInt64(2),
                TimeSpan.FromSeconds(Math.Min(row.GetDouble(3), 1e9))
            )
            {
                Enqueued = row.GetInt64(4),
                Fetched = row.GetInt64(5),
                Slots = row.GetInt64(6),
            };
            if (_last.IsStill && before is not { IsStill: true })
            {
                Log.QueueStill(logger, _last.Waiting, (long)_last.Oldest.TotalSeconds);
            }
        }

        // Hangfire takes over what is older than its timeout, but only when someone asks for that very lock.
        await using var leftOver = dataSource.CreateCommand("DELETE FROM hangfire.lock WHERE acquired < now() - $1");
        leftOver.Parameters.Add(new() { Value = LockAge });
        if (await leftOver.ExecuteNonQueryAsync(cancellationToken) is > 0 and var count)
        {
            Log.LocksLeftOver(logger, count);
        }
    }
}

/// <summary>One look at the queue.</summary>
/// <param name="Waiting">Generations that wait.</param>
/// <param name="Oldest">How long the first of them has waited.</param>
/// <param name="Drawn">Generations that live workers are at.</param>
/// <param name="SinceMoved">Since anything was begun or ended.</param>
internal sealed record QueueLook(long Waiting, TimeSpan Oldest, long Drawn, TimeSpan SinceMoved)
{
    /// <summary>Hangfire's jobs that wait.</summary>
    public long Enqueued { get; init; }

    /// <summary>Hangfire's jobs that workers have.</summary>
    public long Fetched { get; init; }

    /// <summary>How many jobs all live workers can have.</summary>
    public long Slots { get; init; }

    /// <summary>Someone waits, no one draws, and nothing has happened for a while.</summary>
    public bool IsStill => Waiting > 0 && Drawn == 0 && Oldest > QueueWatch.Still && SinceMoved > QueueWatch.Still;
}
