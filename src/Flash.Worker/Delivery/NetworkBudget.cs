namespace Flash.Worker.Delivery;

/// <summary>What a network tolerates from this process for all its chats together, such as Telegram's 30 messages and edits a second. Results may use all of it, previews half.</summary>
/// <remarks>
/// Thread-safe. The generic cell rate algorithm: two thirds of the limit as a steady pace and one third as a burst, so that no second, wherever
/// it begins, holds more than the limit.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="perSecond">Sends in a second, above 0; infinite where the network names no limit.</param>
public sealed class NetworkBudget(TimeProvider time, double perSecond)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _interval = double.IsInfinity(perSecond) ? TimeSpan.Zero : TimeSpan.FromSeconds(1.5 / perSecond);
    private DateTimeOffset _nextTurn = DateTimeOffset.UnixEpoch;

    /// <summary>Takes a turn at once, or says how long to wait before asking again.</summary>
    public TimeSpan TryTake(bool isResult)
    {
        if (_interval == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            var ahead = isResult ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(0.25);
            var wait = _nextTurn + _interval - ahead - now;
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            _nextTurn = (_nextTurn > now ? _nextTurn : now) + _interval;
            return TimeSpan.Zero;
        }
    }
}
