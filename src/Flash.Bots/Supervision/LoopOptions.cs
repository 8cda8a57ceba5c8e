namespace Flash.Bots.Supervision;

/// <summary>How one background loop is looked after.</summary>
public sealed record LoopOptions
{
    /// <summary>What it is called in logs, health and metrics: a few lower-case words.</summary>
    public required string Name { get; init; }

    /// <summary>How old its last completed round may be before health complains; infinite for one that waits to be
    /// woken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause before the first round.</summary>
    public TimeSpan FirstWait { get; init; }

    /// <summary>The pause after a round that went well.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>The pause after the first fault; it doubles from fault to fault.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the pause grows to.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Done after one round that went well: something that every start does once.</summary>
    public bool IsOnce { get; init; }

    /// <summary>For faults that only this loop knows, such as those of its network: given the fault and the pause that
    /// is due, the pause to make; it has then logged the fault itself. Null for any other fault.</summary>
    public Func<Exception, TimeSpan, TimeSpan?> Knows { get; init; } = (_, _) => null;
}
