namespace Flash.Bots.Data;

/// <summary>Where the round is in one of the two queues: a row of <c>flash.queue_clocks</c>, which claims move (<see
/// cref="Scheduling.FairTurns"/>).</summary>
public sealed class QueueClock
{
    /// <summary>The queue of animations, and not that of pictures.</summary>
    public bool Moves { get; set; }

    /// <summary>The turn that was reached, in seconds.</summary>
    public double Turn { get; set; }

    /// <summary>When it was reached; the clock runs on by itself.</summary>
    public DateTimeOffset SetAt { get; set; }
}
