using Flash.Bots.Generations;

namespace Flash.Bots.Scheduling;

/// <summary>When nothing more is taken in, so that what was taken in keeps the time it was told.</summary>
public static class Overload
{
    /// <summary>Room is made before anyone is called back: who comes at once for the one free place finds it
    /// taken.</summary>
    private const double Refill = 0.9;

    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(10);

    /// <summary>When to come again; null when there is room.</summary>
    /// <param name="queue">How many may wait, and how long.</param>
    /// <param name="pace">How fast the queue moves.</param>
    /// <param name="waiting">How many wait or are being drawn.</param>
    /// <param name="cost">What they cost in this queue, in seconds.</param>
    public static TimeSpan? Of(QueueOptions queue, QueuePace pace, int waiting, double cost)
    {
        var wait = pace.IsKnown ? TimeSpan.FromSeconds(cost / pace.Throughput) : TimeSpan.Zero;
        if (waiting < queue.Capacity && wait <= queue.LongestWait)
        {
            return null;
        }

        var untilPlaces = wait * Math.Max(0, 1 - (Refill * queue.Capacity / waiting));
        var untilShort = wait - (Refill * queue.LongestWait);
        return new[] { Soonest, untilPlaces, untilShort }.Max();
    }
}
