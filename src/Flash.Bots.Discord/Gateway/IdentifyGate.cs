using System.Collections.Concurrent;

namespace Flash.Bots.Discord.Gateway;

/// <summary>Keeps within the limits on new sessions: so many a day, and <c>max_concurrency</c> within five
/// seconds.</summary>
internal sealed class IdentifyGate(Api.SessionStartLimit limit, TimeProvider time) : IDisposable
{
    /// <summary>A little more than five seconds, for clocks that differ.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(5.25);

    private readonly ConcurrentDictionary<int, Lane> lanes = new();
    private readonly DateTimeOffset resetsAt =
        time.GetUtcNow() + TimeSpan.FromMilliseconds(Math.Clamp(limit.ResetAfter, 0, 86_400_000));
    private int remaining = limit.Remaining;

    /// <summary>Returns when this shard may identify.</summary>
    public async Task EnterAsync(int shard, CancellationToken cancellationToken)
    {
        var lane = lanes.GetOrAdd(shard % Math.Max(1, limit.MaxConcurrency), _ => new Lane());
        await lane.Turn.WaitAsync(cancellationToken);
        try
        {
            await WaitUntilAsync(lane.NextAt, cancellationToken);
            if (Interlocked.Decrement(ref remaining) < 0)
            {
                // Hitting the limit would end every session and reset the token.
                await WaitUntilAsync(resetsAt, cancellationToken);
                Interlocked.Exchange(ref remaining, limit.Total - 1);
            }

            lane.NextAt = time.GetUtcNow() + Spacing;
        }
        finally
        {
            lane.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var lane in lanes.Values)
        {
            lane.Turn.Dispose();
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var wait = moment - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private sealed class Lane
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DateTimeOffset NextAt { get; set; }
    }
}
