namespace Flash.Bots.Pacing;

/// <summary>What a network tolerates for all its chats together, such as Telegram's 30 messages and edits a second.
/// Results may use all of it, previews half.</summary>
/// <remarks>
/// Thread-safe. The generic cell rate algorithm: two thirds of the limit as a steady pace and one third as a burst, so
/// that no second, wherever it begins, holds more than the limit.
/// </remarks>
/// <param name="perSecond">Sends in a second, above 0; infinite where the network names no limit.</param>
/// <param name="ledger">What other processes send there; null where no one else does.</param>
public sealed class NetworkBudget(double perSecond, ISendLedger? ledger = null)
{
    private readonly TimeSpan _interval = double.IsInfinity(perSecond)
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(1.5 / perSecond);
    private volatile Turns _turns = Turns.None;

    internal ISendLedger? Ledger => ledger;

    /// <summary>One process asks the ledger for one turn at a time: what the others see of the answer spares most of
    /// them their question.</summary>
    internal SemaphoreSlim Gate { get; } = new(1);

    internal Lock Lock { get; } = new();

    internal Turns Turns
    {
        get => _turns;
        set => _turns = value;
    }

    /// <summary>How long to wait before asking again; zero or less when there is a turn.</summary>
    internal TimeSpan WaitFor(Turns turns, DateTimeOffset now, SendClass send)
    {
        if (_interval == TimeSpan.Zero || send is SendClass.Answer or SendClass.Placeholder)
        {
            return TimeSpan.Zero;
        }

        var ahead = send == SendClass.Result ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(0.25);
        return turns.NextTurn + _interval - ahead - now;
    }

    internal Turns Taken(Turns turns, DateTimeOffset now) => turns.Taken(now, _interval);
}
