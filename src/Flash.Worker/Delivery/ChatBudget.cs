namespace Flash.Worker.Delivery;

/// <summary>
/// What one chat still tolerates. Every generation in this process that speaks to the chat draws on the same budget: one message or edit
/// per interval on the long run, and a short burst from which results are served before previews.
/// </summary>
/// <remarks>Thread-safe. It is the generic cell rate algorithm: <c>_nextTurn</c> runs ahead of the clock by one interval for each send.</remarks>
public sealed class ChatBudget(TimeProvider time, NetworkBudget? network = null)
{
    /// <summary>A chat that answers 429 although it was spoken to at its interval is spoken to more slowly, up to this many times.</summary>
    private const double MostPatience = 4;

    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceLasts = TimeSpan.FromMinutes(10);

    /// <summary>Sends that may follow each other at once after the chat was quiet.</summary>
    public const int Burst = 3;

    private readonly Lock _lock = new();
    private DateTimeOffset _nextTurn = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _lastSend = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _blockedUntil = DateTimeOffset.UnixEpoch;
    private int _resultsToCome;
    private double _patience = 1;

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
            // The second 429 within a minute is no accident: somebody else speaks to this chat too, or its limit is lower than the one that is
            // written down. However many sends were on their way, it is counted once.
            if (_blockedUntil <= time.GetUtcNow() && time.GetUtcNow() - _blockedUntil < SoonAgain)
            {
                _patience = Math.Min(MostPatience, _patience * 1.5);
            }

            var until = time.GetUtcNow() + retryAfter;
            _blockedUntil = Later(_blockedUntil, until);
            _nextTurn = Later(_nextTurn, until + ((Burst - 1) * interval));
        }
    }

    /// <summary>Waits until a preview may be sent and takes that turn.</summary>
    public Task TakePreviewTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(pace => Later(_lastSend + pace, _nextTurn - ((Burst - 1 - _resultsToCome) * pace)), interval, isResult: false, cancellationToken);

    /// <summary>Waits until a result may be sent and takes that turn.</summary>
    public Task TakeResultTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(pace => _nextTurn - ((Burst - 1) * pace), interval, isResult: true, cancellationToken);

    private async Task TakeAsync(Func<TimeSpan, DateTimeOffset> allowedFrom, TimeSpan interval, bool isResult, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan wait;
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (now > _blockedUntil + PatienceLasts)
                {
                    _patience = 1;
                }

                var pace = interval * _patience;
                wait = Later(allowedFrom(pace), _blockedUntil) - now;
                if (wait <= TimeSpan.Zero && network is not null)
                {
                    wait = network.TryTake(isResult);
                }

                if (wait <= TimeSpan.Zero)
                {
                    _nextTurn = Later(_nextTurn, now) + pace;
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
