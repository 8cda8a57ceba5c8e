namespace Flash.Bots.Discord.Gateway;

/// <summary>Discord cuts a connection that sends more than 120 payloads in 60 seconds; this one stays below, and waits
/// instead.</summary>
internal sealed class GatewaySendLimit(TimeProvider time)
{
    public const int Limit = 115;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private readonly Queue<DateTimeOffset> sent = new();

    /// <summary>Zero when a payload may be sent now, which is then counted; else how long to wait.</summary>
    public TimeSpan Take()
    {
        var now = time.GetUtcNow();
        while (sent.Count > 0 && now - sent.Peek() >= Window)
        {
            sent.Dequeue();
        }

        if (sent.Count >= Limit)
        {
            return sent.Peek() + Window - now;
        }

        sent.Enqueue(now);
        return TimeSpan.Zero;
    }
}
