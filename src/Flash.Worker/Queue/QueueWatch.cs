using System.Diagnostics.Metrics;
using Flash.Bots.Data;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Queue;

/// <summary>
/// Notices a queue that does not move: someone waits, and no worker anywhere has begun or ended anything for a while.
/// Health says so, and what a dead process left in Hangfire's lock table is let go of.
/// </summary>
internal sealed class QueueWatch(
    IDbContextFactory<FlashDb> databases,
    BackgroundLoops loops,
    ILogger<QueueWatch> logger
) : BackgroundService
{
    /// <summary>Longer than any step of work takes without a sign: a lease is renewed every few seconds.</summary>
    public static readonly TimeSpan Still = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Held for moments only; Hangfire itself waits <see cref="QueueStorage.LockTimeout"/> for one.</summary>
    private static readonly TimeSpan LockAge = 2 * QueueStorage.LockTimeout;

    private static readonly NamedSql Look = NamedSql.Load("queue/look");
    private static readonly NamedSql ForgetLocks = NamedSql.Load("queue/forget_locks");

    private volatile QueueLook? _last;

    /// <summary>What was seen last; null before the first look.</summary>
    public QueueLook? Last => _last;

    /// <summary>What is wrong, as a sentence; null when nothing is.</summary>
    public string? Complaint =>
        _last is { IsStill: true } look
            ? $"The queue does not move: {look.Waiting} wait, the first for {look.Oldest.TotalSeconds:0} s, "
                + $"and nothing was begun or ended for {look.SinceMoved.TotalSeconds:0} s."
            : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(new LoopOptions { Name = "queue watch", Interval = Interval }, LookAsync, stoppingToken);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var seen = (await Look.ReadAsync<Seen>(db, null, cancellationToken))[0];
        var before = _last;
        _last = new QueueLook(
            seen.Waiting,
            TimeSpan.FromSeconds(seen.Oldest),
            seen.Drawn,
            TimeSpan.FromSeconds(Math.Min(seen.SinceMoved, 1e9))
        )
        {
            Enqueued = seen.Enqueued,
            Fetched = seen.Fetched,
            Slots = seen.Slots,
        };
        if (_last.IsStill && before is not { IsStill: true })
        {
            Log.QueueStill(logger, _last.Waiting, (long)_last.Oldest.TotalSeconds);
        }

        if (await ForgetLocks.ExecuteAsync(db, new { Age = LockAge }, cancellationToken) is > 0 and var count)
        {
            Log.LocksLeftOver(logger, count);
        }
    }

    /// <summary>A row of <c>queue/look.sql</c>; times in seconds.</summary>
    private sealed record Seen(
        long Waiting,
        double Oldest,
        long Drawn,
        double SinceMoved,
        long Enqueued,
        long Fetched,
        long Slots
    );
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
