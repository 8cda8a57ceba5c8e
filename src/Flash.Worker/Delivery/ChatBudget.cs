namespace Flash.Worker.Delivery;

/// <summary>
/// What one chat still tolerates. Every generation in this process that speaks to the chat draws on the same budget: one message or edit
/// per interval on the long run, and a short burst from which results are served before previews.
/// </summary>
/// <remarks>Thread-safe. It is the generic cell rate algorithm: <c>_nextTurn</c> runs ahead of the clock by one interval for each send.</remarks>
public sealed class ChatBudget(TimeProvider time)
{
    /// <summary>Sends that may follow each other at once after the chat was quiet.</summary>
    public const int Burst = 3;

    private readonly Lock _lock = new();
    private DateTimeOffset _nextTurn = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _lastSend = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _blockedUntil = DateTimeOffset.UnixEpoch;
    private int _resultsToCome;

    /// <summary>Nothing is in flight and every turn taken is long over, so forgetting this budget changes nothing.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                return _resultsToCome == 0 && _nextTurn <= now && _blockedUntil <= now;
            }
        }
    }

    /// <summary>Announces a result, so that previews leave one send for it. Dispose when it was sent or will not be.</summary>
    public IDisposable ReserveResult()
    {
        Interlocked.Increment(ref _resultsToCome);
        return new Reservation(this);
    }

    /// <summary>The network answered 429: nothing goes to this chat before <paramref name="retryAfter"/> has passed, and then one at a time.</summary>
    public void Block(TimeSpan retryAfter, TimeSpan interval)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + retryAfter;
            _blockedUntil = Later(_blockedUntil, until);
            _nextTurn = Later(_nextTurn, until + ((Burst - 1) * interval));
        }
    }

    /// <summary>Waits until a preview may be sent and takes that turn.</summary>
    public Task TakePreviewTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(() => Later(_lastSend + interval, _nextTurn - ((Burst - 1 - _resultsToCome) * interval)), interval, cancellationToken);

    /// <summary>Waits until a result may be sent and takes that turn.</summary>
    public Task TakeResultTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(() => _nextTurn - ((Burst - 1) * interval), interval, cancellationToken);

    private async Task TakeAsync(Func<DateTimeOffset> allowedFrom, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan wait;
            lock (_lock)
            {
                var now = time.GetUtcNow();
                wait = Later(allowedFrom(), _blockedUntil) - now;
                if (wait <= TimeSpan.Zero)
                {
                    _nextTurn = Later(_nextTurn, now) + interval;
                    _lastSend = now;
                    return;
                }
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed class Reservation(ChatBudget budget) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref budget._resultsToCome);
            }
        }
    }
}
