using Flash.Bots.Replies;

namespace Flash.Bots.Pacing;

/// <summary>
/// What one chat still tolerates. Everything that speaks to the chat draws on the same budget, in whichever process:
/// one message or edit per interval on the long run, and a short burst from which results are served before previews.
/// </summary>
/// <remarks>
/// Thread-safe. What this process knows of the chat says how long to wait at least; only who may go by that asks the
/// ledger, which knows what others sent.
/// </remarks>
public sealed class ChatBudget
{
    /// <summary>Sends that may follow each other at once after the chat was quiet.</summary>
    public const int Burst = 3;

    /// <summary>The same for answers: with a steady pace of three quarters of a group's limit, no minute holds more
    /// than the limit.</summary>
    public const int AnswerBurst = 5;

    /// <summary>A chat that answers 429 although it was spoken to at its interval is spoken to more slowly, up to this
    /// many times.</summary>
    private const double MostPatience = 4;

    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceLasts = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly NetworkBudget _network;
    private readonly Platform _platform;
    private readonly string _chatKey;
    private readonly Lock _lock = new();
    private Turns _turns = Turns.None;
    private int _resultsToCome;

    /// <param name="time">This process's clock.</param>
    /// <param name="network">What all chats of the network share; null where it names no limit and nobody else
    /// sends.</param>
    /// <param name="platform">The network.</param>
    /// <param name="chatKey">The chat.</param>
    public ChatBudget(
        TimeProvider time,
        NetworkBudget? network = null,
        Platform platform = Platform.Telegram,
        string chatKey = "chat"
    ) =>
        (_time, _network, _platform, _chatKey) = (
            time,
            network ?? new NetworkBudget(double.PositiveInfinity),
            platform,
            chatKey
        );

    /// <summary>Nothing is in flight and every turn taken is long over, so forgetting this budget changes
    /// nothing.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                var now = _time.GetUtcNow();
                return _resultsToCome == 0 && _turns.NextTurn <= now && _turns.BlockedUntil <= now;
            }
        }
    }

    /// <summary>Announces a result, so that previews leave one send for it. Dispose when it was sent or will not
    /// be.</summary>
    public IDisposable ReserveResult()
    {
        Interlocked.Increment(ref _resultsToCome);
        return new Reservation(this);
    }

    /// <summary>Waits until a preview may be sent and takes that turn.</summary>
    public Task TakePreviewTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(SendClass.Preview, interval, cancellationToken);

    /// <summary>Waits until a result may be sent and takes that turn.</summary>
    public Task TakeResultTurnAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        TakeAsync(SendClass.Result, interval, cancellationToken);

    /// <summary>Takes a turn if there is one now; false otherwise.</summary>
    public async Task<bool> TryTakeTurnAsync(SendClass send, TimeSpan interval, CancellationToken cancellationToken) =>
        await TryTakeAsync(send, interval, cancellationToken) <= TimeSpan.Zero;

    /// <summary>Waits until an answer may be sent, for <paramref name="atMost"/>, and takes the turn. False when it did
    /// not come.</summary>
    public async Task<bool> TakeAnswerTurnAsync(TimeSpan interval, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var giveUpAt = _time.GetUtcNow() + atMost;
        while (true)
        {
            var wait = await TryTakeAsync(SendClass.Answer, interval, cancellationToken);
            if (wait <= TimeSpan.Zero)
            {
                return true;
            }

            if (_time.GetUtcNow() + wait > giveUpAt)
            {
                return false;
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Counts a send that waits for nobody.</summary>
    public Task CountAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        ChangeAsync(entry => Taken(entry, interval), cancellationToken);

    /// <summary>The network answered 429: nothing goes to this chat before <paramref name="retryAfter"/> has passed,
    /// and then one at a time.</summary>
    public Task BlockAsync(TimeSpan retryAfter, TimeSpan interval, CancellationToken cancellationToken) =>
        ChangeAsync(
            entry => entry with { Chat = Blocked(entry.Chat, entry.Now, retryAfter, interval) },
            cancellationToken
        );

    private static Turns Blocked(Turns turns, DateTimeOffset now, TimeSpan retryAfter, TimeSpan interval)
    {
        // The second 429 within a minute is no accident: somebody else speaks to this chat too, or its limit is lower
        // than the one that is written down. However many sends were on their way, it is counted once.
        var again = turns.BlockedUntil <= now && now - turns.BlockedUntil < SoonAgain;
        var until = now + retryAfter;
        return turns with
        {
            Patience = Math.Min(MostPatience, PatienceOf(turns, now) * (again ? 1.5 : 1)),
            BlockedUntil = Turns.Later(turns.BlockedUntil, until),
            NextTurn = Turns.Later(turns.NextTurn, until + ((Burst - 1) * interval)),
        };
    }

    private async Task TakeAsync(SendClass send, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (await TryTakeAsync(send, interval, cancellationToken) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Takes a turn, or says how long to wait before asking again.</summary>
    private async Task<TimeSpan> TryTakeAsync(SendClass send, TimeSpan interval, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = WaitFor(Known(), send, interval);
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        await ChangeAsync(
            entry =>
            {
                wait = WaitFor(entry, send, interval);
                return wait > TimeSpan.Zero ? entry : Taken(entry, interval);
            },
            cancellationToken
        );
        return wait;
    }

    private ISendLedger.Entry Taken(ISendLedger.Entry entry, TimeSpan interval) =>
        new(entry.Now, entry.Chat.Taken(entry.Now, Pace(entry, interval)), _network.Taken(entry.Network, entry.Now));

    private TimeSpan WaitFor(ISendLedger.Entry entry, SendClass send, TimeSpan interval)
    {
        var (chat, pace) = (entry.Chat, Pace(entry, interval));
        var from = send switch
        {
            SendClass.Preview => Turns.Later(
                chat.LastSend + pace,
                chat.NextTurn - ((Burst - 1 - Volatile.Read(ref _resultsToCome)) * pace)
            ),
            SendClass.Result => chat.NextTurn - ((Burst - 1) * pace),
            _ => chat.NextTurn - ((AnswerBurst - 1) * pace),
        };
        var wait = Turns.Later(from, chat.BlockedUntil) - entry.Now;
        return wait > TimeSpan.Zero ? wait : _network.WaitFor(entry.Network, entry.Now, send);
    }

    private static TimeSpan Pace(ISendLedger.Entry entry, TimeSpan interval) =>
        interval * PatienceOf(entry.Chat, entry.Now);

    private static double PatienceOf(Turns turns, DateTimeOffset now) =>
        now > turns.BlockedUntil + PatienceLasts ? 1 : turns.Patience;

    /// <summary>Changes what is known here, or what is written down for everybody.</summary>
    /// <param name="change">Returns its argument where there is nothing to change.</param>
    /// <param name="cancellationToken">Stops while others of this process are at it.</param>
    private async Task ChangeAsync(
        Func<ISendLedger.Entry, ISendLedger.Entry> change,
        CancellationToken cancellationToken
    )
    {
        if (_network.Ledger is not { } ledger)
        {
            lock (_network.Lock)
            {
                var after = change(Known());
                lock (_lock)
                {
                    (_turns, _network.Turns) = (after.Chat, after.Network);
                }
            }

            return;
        }

        await _network.Gate.WaitAsync(cancellationToken);
        try
        {
            // What the one before learnt may be answer enough.
            var known = Known();
            if (change(known) != known)
            {
                // Over within a moment, and cutting it short would take as long.
                Keep(await ledger.ChangeAsync(_platform, _chatKey, change, CancellationToken.None));
            }
        }
        finally
        {
            _network.Gate.Release();
        }
    }

    /// <summary>By this process's clock.</summary>
    private ISendLedger.Entry Known()
    {
        lock (_lock)
        {
            return new(_time.GetUtcNow(), _turns, _network.Turns);
        }
    }

    private void Keep(ISendLedger.Entry entry)
    {
        lock (_lock)
        {
            var shift = _time.GetUtcNow() - entry.Now;
            (_turns, _network.Turns) = (entry.Chat.Shifted(shift), entry.Network.Shifted(shift));
        }
    }

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
