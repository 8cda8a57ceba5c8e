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
public sealed partial class ChatBudget
{
    /// <summary>Sends that may follow each other at once after the chat was quiet.</summary>
    public const int Burst = 3;

    /// <summary>The same for answers: with a steady pace of three quarters of a group's limit, no minute holds more
    /// than the limit.</summary>
    public const int AnswerBurst = 5;

    /// <summary>Shortest time between two things that a person can tell apart.</summary>
    public static readonly TimeSpan PreviewGap = TimeSpan.FromMilliseconds(400);

    /// <summary>Longest time between two looks at the ledger while a result waits.</summary>
    private static readonly TimeSpan LongestWait = ISendLedger.TicketLease / 2;

    private readonly TimeProvider _time;
    private readonly NetworkBudget _network;
    private readonly Platform _platform;
    private readonly string _chatKey;
    private readonly Lock _lock = new();
    private readonly SortedSet<Guid> _tickets = [];
    private Turns _turns = Turns.None;
    private int _resultsToCome;

    /// <param name="time">This process's clock.</param>
    /// <param name="network">What all chats of the network share; null where it names no limit and no one else
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

    /// <summary>How many results are still to come from this process, for this chat.</summary>
    public int ResultsToCome => Volatile.Read(ref _resultsToCome);

    /// <summary>Waits until a preview may be sent and takes that turn.</summary>
    /// <param name="interval">The network's for this chat.</param>
    /// <param name="slack">By how much it may make the result behind it wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task TakePreviewTurnAsync(
        TimeSpan interval,
        TimeSpan slack = default,
        CancellationToken cancellationToken = default
    )
    {
        while (await TryTakeAsync(SendClass.Preview, interval, null, slack, cancellationToken) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Waits until it is this result's turn and takes it: results of a chat go out in the order of their
    /// tickets, whichever process has them.</summary>
    /// <param name="interval">The network's for this chat.</param>
    /// <param name="ticket">Its place among the chat's results: ids that are ordered by time, such as a generation's.
    /// Null for one that comes last.</param>
    /// <param name="cancellationToken">Gives up the place.</param>
    public async Task TakeResultTurnAsync(TimeSpan interval, Guid? ticket, CancellationToken cancellationToken)
    {
        var mine = ticket ?? Guid.CreateVersion7(_time.GetUtcNow());
        try
        {
            while (
                await TryTakeAsync(SendClass.Result, interval, mine, default, cancellationToken) is { Ticks: > 0 } wait
            )
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await LeaveAsync(mine);
            throw;
        }
    }

    /// <summary>Takes a turn if there is one now; false otherwise.</summary>
    public async Task<bool> TryTakeTurnAsync(SendClass send, TimeSpan interval, CancellationToken cancellationToken) =>
        await TryTakeAsync(send, interval, null, default, cancellationToken) <= TimeSpan.Zero;

    /// <summary>How long the chat keeps a result waiting that comes after <paramref name="others"/> others, by what
    /// this process knows.</summary>
    public TimeSpan ExpectedWait(TimeSpan interval, int others)
    {
        var known = Known(null) with { Ahead = others };
        var wait = TurnRules.From(known, SendClass.Result, interval, 0, default) - known.Now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Waits until an answer may be sent, for <paramref name="atMost"/>, and takes the turn. False when it did
    /// not come.</summary>
    public async Task<bool> TakeAnswerTurnAsync(TimeSpan interval, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var giveUpAt = _time.GetUtcNow() + atMost;
        while (true)
        {
            var wait = await TryTakeAsync(SendClass.Answer, interval, null, default, cancellationToken);
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

    /// <summary>Counts a send that waits for no one.</summary>
    public Task CountAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        ChangeAsync(entry => Taken(entry, interval), null, cancellationToken);

    /// <summary>The network answered 429: nothing goes to this chat before <paramref name="retryAfter"/> has passed,
    /// and then one at a time.</summary>
    public Task BlockAsync(TimeSpan retryAfter, TimeSpan interval, CancellationToken cancellationToken) =>
        ChangeAsync(
            entry => entry with { Chat = TurnRules.Blocked(entry.Chat, entry.Now, retryAfter, interval) },
            null,
            cancellationToken
        );

    /// <summary>Takes a turn, or says how long to wait before asking again.</summary>
    private async Task<TimeSpan> TryTakeAsync(
        SendClass send,
        TimeSpan interval,
        Guid? ticket,
        TimeSpan slack,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = WaitFor(Known(ticket), send, interval, slack);
        if (wait > TimeSpan.Zero && ticket is null)
        {
            return wait;
        }

        await ChangeAsync(
            entry =>
            {
                wait = WaitFor(entry, send, interval, slack);
                return wait > TimeSpan.Zero ? entry : Taken(entry, interval);
            },
            ticket,
            cancellationToken
        );
        return wait;
    }

    private ISendLedger.Entry Taken(ISendLedger.Entry entry, TimeSpan interval) =>
        entry with
        {
            Chat = entry.Chat.Taken(entry.Now, TurnRules.Pace(entry, interval)),
            Network = _network.Taken(entry.Network, entry.Now),
        };

    private TimeSpan WaitFor(ISendLedger.Entry entry, SendClass send, TimeSpan interval, TimeSpan slack)
    {
        var wait = TurnRules.From(entry, send, interval, ResultsToCome, slack) - entry.Now;
        return wait > TimeSpan.Zero ? wait : _network.WaitFor(entry.Network, entry.Now, send);
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
