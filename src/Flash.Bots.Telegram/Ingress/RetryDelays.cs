namespace Flash.Bots.Telegram.Ingress;

/// <summary>How long to wait before trying again: 1 s, doubled each time up to a minute, give or take a quarter so that
/// many processes do not knock together.</summary>
internal sealed class RetryDelays(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private TimeSpan next = First;

    public TimeSpan Next()
    {
        var delay = next * (0.75 + random.NextDouble() / 2);
        next = TimeSpan.FromTicks(Math.Min(next.Ticks * 2, Longest.Ticks));
        return delay;
    }

    /// <summary>Something worked: the next failure starts again at one second.</summary>
    public void Reset() => next = First;
}
