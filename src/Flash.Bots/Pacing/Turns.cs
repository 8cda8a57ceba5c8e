namespace Flash.Bots.Pacing;

/// <summary>What a chat, or a whole network, was sent of late: the state of the generic cell rate algorithm.</summary>
/// <param name="NextTurn">Runs ahead of the clock by one interval for each send.</param>
/// <param name="LastSend">When something was sent last.</param>
/// <param name="BlockedUntil">Before this the network takes nothing: it has answered 429.</param>
/// <param name="Patience">By how many times slower than its interval the chat is spoken to.</param>
public sealed record Turns(
    DateTimeOffset NextTurn,
    DateTimeOffset LastSend,
    DateTimeOffset BlockedUntil,
    double Patience
)
{
    /// <summary>Nothing was sent for a long time.</summary>
    public static Turns None { get; } =
        new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1);

    /// <summary>After a send at <paramref name="now"/>.</summary>
    public Turns Taken(DateTimeOffset now, TimeSpan interval) =>
        this with
        {
            NextTurn = Later(NextTurn, now) + interval,
            LastSend = now,
        };

    /// <summary>The same by a clock that shows another time.</summary>
    public Turns Shifted(TimeSpan by) =>
        by == TimeSpan.Zero || this == None ? this : new(NextTurn + by, LastSend + by, BlockedUntil + by, Patience);

    internal static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>What is to be sent.</summary>
public enum SendClass
{
    /// <summary>May be lost, and leaves room for results.</summary>
    Preview,

    /// <summary>Must be seen; waits for its turn.</summary>
    Result,

    /// <summary>Answers someone in words; goes before results, a few at once, and is counted but never held up by the
    /// network's limit.</summary>
    Answer,

    /// <summary>Says that someone was heard, in the message that will show the result. Like an answer, but where
    /// messages are few only as long as no result waits for that.</summary>
    Placeholder,
}
