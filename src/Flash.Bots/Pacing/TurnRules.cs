namespace Flash.Bots.Pacing;

/// <summary>When a chat may be sent what, by what it was sent: the generic cell rate algorithm with three
/// bursts.</summary>
internal static class TurnRules
{
    /// <summary>A chat that answers 429 although it was spoken to at its interval is spoken to more slowly, up to this
    /// many times.</summary>
    private const double MostPatience = 4;

    /// <summary>Placeholders at once where messages are few.</summary>
    private const int PlaceholderBurst = 2;

    /// <summary>A chat with a longer interval than this has few messages.</summary>
    private static readonly TimeSpan FewMessages = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceLasts = TimeSpan.FromMinutes(10);

    /// <summary>The first moment at which the chat takes it.</summary>
    /// <param name="entry">The chat, and how many results wait before this send.</param>
    /// <param name="send">What is to be sent.</param>
    /// <param name="interval">The network's for this chat.</param>
    /// <param name="resultsToCome">Results that previews leave room for.</param>
    /// <param name="slack">By how much a preview may make the result behind it wait.</param>
    public static DateTimeOffset From(
        ISendLedger.Entry entry,
        SendClass send,
        TimeSpan interval,
        int resultsToCome,
        TimeSpan slack
    )
    {
        var (chat, pace) = (entry.Chat, Pace(entry, interval));
        var from = send switch
        {
            SendClass.Preview when entry.Ahead > 0 => entry.Now + pace,
            SendClass.Preview => Turns.Later(
                chat.LastSend + Shorter(pace, ChatBudget.PreviewGap),
                chat.NextTurn - ((ChatBudget.Burst - 1 - resultsToCome) * pace) - slack
            ),
            // Those ahead each take a turn; when the first of them has died, its lease has to run out.
            SendClass.Result when entry.Ahead > 0 => Turns.Later(
                chat.NextTurn + ((entry.Ahead - ChatBudget.Burst + 1) * pace),
                entry.Now + Shorter(pace, ChatBudget.PreviewGap)
            ),
            SendClass.Result => chat.NextTurn - ((ChatBudget.Burst - 1) * pace),
            SendClass.Placeholder when pace > FewMessages => entry.Ahead > 0
                ? entry.Now + pace
                : chat.NextTurn - ((PlaceholderBurst - 1) * pace),
            _ => chat.NextTurn - ((ChatBudget.AnswerBurst - 1) * pace),
        };
        return Turns.Later(from, chat.BlockedUntil);
    }

    /// <summary>After a 429: nothing before <paramref name="retryAfter"/> has passed, and then one at a time.</summary>
    public static Turns Blocked(Turns turns, DateTimeOffset now, TimeSpan retryAfter, TimeSpan interval)
    {
        // The second 429 within a minute is no accident: someone else speaks to this chat too, or its limit is lower
        // than the one that is written down. However many sends were on their way, it is counted once.
        var again = turns.BlockedUntil <= now && now - turns.BlockedUntil < SoonAgain;
        var until = now + retryAfter;
        return turns with
        {
            Patience = Math.Min(MostPatience, PatienceOf(turns, now) * (again ? 1.5 : 1)),
            BlockedUntil = Turns.Later(turns.BlockedUntil, until),
            NextTurn = Turns.Later(turns.NextTurn, until + ((ChatBudget.Burst - 1) * interval)),
        };
    }

    public static TimeSpan Pace(ISendLedger.Entry entry, TimeSpan interval) =>
        interval * PatienceOf(entry.Chat, entry.Now);

    private static double PatienceOf(Turns turns, DateTimeOffset now) =>
        now > turns.BlockedUntil + PatienceLasts ? 1 : turns.Patience;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
