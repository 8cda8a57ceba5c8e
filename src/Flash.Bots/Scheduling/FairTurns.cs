namespace Flash.Bots.Scheduling;

/// <summary>
/// Whose turn it is: deficit round robin between people, in the form whose whole state is two numbers for each request.
/// A request begins where its person's last one ends, or at the queue's clock if that is later, and ends later by what
/// it costs, divided by its weight. The smallest beginning is drawn first. Two people who always wait therefore get the
/// same time on the model, however many pictures, steps and pixels either asks for at once, and a person who asks for
/// the first time stands where the round is now.
/// </summary>
/// <remarks>
/// The clock jumps to the turn of whatever is begun, and runs by itself at <see cref="Ageing"/> seconds in a second. So
/// no one starves: one who comes later than a turn's distance from the clock divided by <see cref="Ageing"/> stands
/// behind it, and what a person owes is forgotten in the same time. Decision 13 has the reasons;
/// <c>generations/claim.sql</c> moves the clock.
/// </remarks>
public static class FairTurns
{
    /// <summary>Seconds by which the clock runs in a second: four seconds of waiting weigh as much as one of
    /// drawing.</summary>
    public const double Ageing = 0.25;

    /// <summary>What a request that costs next to nothing is taken for, in seconds: many of them still take
    /// turns.</summary>
    public const double LeastCost = 0.01;

    /// <summary>The turn of a new request.</summary>
    /// <param name="clock">The queue's clock now.</param>
    /// <param name="lastEnd">Where the person's last request of this queue ends; null when there is none.</param>
    /// <param name="cost">Seconds that drawing it is expected to take.</param>
    /// <param name="weight">1 as usual; a person with 2 gets twice the time on the model. Above 0.</param>
    public static Turn Next(double clock, double? lastEnd, double cost, double weight)
    {
        var begin = Math.Max(clock, lastEnd ?? clock);
        return new Turn(begin, begin + (Math.Max(cost, LeastCost) / weight));
    }

    /// <summary>The clock some time after it was set.</summary>
    public static double Clock(double set, TimeSpan since) => set + (Ageing * since.TotalSeconds);
}

/// <summary>A request's place among all, in seconds of the queue's clock.</summary>
/// <param name="Begin">The smallest one is drawn first.</param>
/// <param name="End">Where the same person's next request begins, at the earliest.</param>
public readonly record struct Turn(double Begin, double End);
