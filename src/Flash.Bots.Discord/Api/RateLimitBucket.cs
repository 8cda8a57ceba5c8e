namespace Flash.Bots.Discord.Api;

/// <summary>What Discord said about one rate limit, and the queue of those who want to pass it: one request at a
/// time.</summary>
/// <remarks>One at a time is what keeps edits of one message in order, and lets every request learn from the answer
/// before it.</remarks>
internal sealed class RateLimitBucket : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private int waiting;
    private int remaining = 1;
    private DateTimeOffset resetsAt;

    /// <summary>No one waits and nothing is remembered that still matters.</summary>
    public bool IsIdle(DateTimeOffset now) => Volatile.Read(ref waiting) == 0 && now >= resetsAt;

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref waiting);
            throw;
        }
    }

    public void Leave()
    {
        turn.Release();
        Interlocked.Decrement(ref waiting);
    }

    /// <summary>How long the holder of the turn has to wait before it may send.</summary>
    public TimeSpan Wait(DateTimeOffset now) => remaining > 0 || now >= resetsAt ? TimeSpan.Zero : resetsAt - now;

    public void Learn(int left, DateTimeOffset resetAt)
    {
        remaining = left;
        resetsAt = resetAt;
    }

    public void Dispose() => turn.Dispose();
}
