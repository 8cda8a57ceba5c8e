using Flash.Bots.Generations;

namespace Flash.Bots.Scheduling;

/// <summary>
/// How fast a queue moves, by what its workers did last: what a request costs by its model and kind, how much of that
/// is drawn in a second while someone waits, and how long a drawn picture takes to stand in its chat.
/// </summary>
/// <remarks>Immutable. Nothing here reads a clock or the database, so that a simulation can live by it.</remarks>
public sealed class QueuePace
{
    /// <summary>The newest drawings of one model and kind that count.</summary>
    private const int Most = 50;

    /// <summary>The newest beginnings that say how fast the queue moves, and how few say nothing yet.</summary>
    private const int MostGaps = 30;
    private const int FewestGaps = 5;

    /// <summary>A drawing that took so many times the usual was interrupted, or its worker slept.</summary>
    private const double Interrupted = 5;

    /// <summary>An animation of a model of which none was drawn yet, in pictures of the same size and usual
    /// steps.</summary>
    private const double UsualSteps = 6;

    /// <summary>Few newcomers bring much of what comes; usually there are fewer than the mean says.</summary>
    private const double Usually = 0.8;

    private readonly Dictionary<(string Model, GenerationKind Kind), Fit> _fits;
    private readonly double _usual;
    private readonly int _slots;

    private QueuePace(Dictionary<(string, GenerationKind), Fit> fits, int slots)
    {
        (_fits, _slots) = (fits, Math.Max(1, slots));
        _usual = fits.Count == 0 ? 1 : Median([.. fits.Values.Select(fit => fit.Rate)]);
        Throughput = _slots;
    }

    /// <summary>Nothing was drawn yet: costs compare requests and are no times.</summary>
    public bool IsKnown => _fits.Count > 0;

    /// <summary>Seconds of cost that are drawn in a second while someone waits.</summary>
    public double Throughput { get; private init; }

    /// <summary>Seconds of cost that newcomers bring in a second: what stands at the clock when it comes.</summary>
    public double Inflow { get; private init; }

    /// <summary>From the drawn picture until it stands in its chat.</summary>
    public TimeSpan Tail { get; private init; }

    /// <param name="lately">What was begun last, in any order.</param>
    /// <param name="slots">How many can be drawn at once, by all workers together.</param>
    /// <param name="inflow">Seconds of cost that newcomers bring in a second.</param>
    public static QueuePace Learn(IReadOnlyList<Begun> lately, int slots, double inflow)
    {
        var begun = lately.OrderBy(one => one.StartedAt).ToList();
        var fits = begun
            .Where(one => one is { Seconds: > 0, Work: > 0 })
            .GroupBy(one => (one.Model, one.Kind))
            .ToDictionary(
                group => group.Key,
                // Filtered above.
                group => Fit.To([.. group.TakeLast(Most).Select(one => (one.Work, one.Seconds!.Value))])
            );
        var tails = begun.Select(one => one.Tail).OfType<double>().ToList();
        return new QueuePace(fits, slots)
        {
            Inflow = inflow,
            Tail = tails.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Median(tails)),
            Throughput = ThroughputOf(begun) ?? Math.Max(1, slots),
        };
    }

    /// <summary>Seconds that drawing is expected to take.</summary>
    public double Cost(string model, GenerationKind kind, double work) =>
        _fits.TryGetValue((model, kind), out var fit) ? fit.Base + (fit.Rate * work)
        : kind is GenerationKind.Animate or GenerationKind.Enlarge
        || kind is GenerationKind.Tree or GenerationKind.Describe
            ? _usual * UsualSteps * work
        : _usual * work;

    /// <summary>When a request will stand in its chat; null while nothing was measured.</summary>
    /// <param name="ahead">How many are drawn before it, those being drawn included.</param>
    /// <param name="cost">What is left of them, in seconds.</param>
    /// <param name="own">What it costs itself, in seconds.</param>
    /// <param name="lead">How far its turn is from the queue's clock: 0 for a newcomer.</param>
    public TimeSpan? Until(int ahead, double cost, double own, double lead)
    {
        if (!IsKnown)
        {
            return null;
        }

        // It begins when one worker is free, not when all are. What the others have left then is about as much as a
        // whole drawing, since the large ones take longest to end.
        var before = ahead == 0 ? 0 : cost - ((_slots - 1) * cost / ahead);
        return TimeSpan.FromSeconds(Overtaken(Math.Max(0, before), lead) + own) + Tail;
    }

    /// <summary>Seconds until what stands before it is drawn, and what newcomers still put there: all who come before
    /// its turn or, if that is sooner, before the clock has run to it by itself.</summary>
    private double Overtaken(double before, double lead)
    {
        var passed = Math.Max(0, lead) / FairTurns.Ageing;
        var (alone, inflow) = (before / Throughput, Math.Min(Usually * Inflow, Throughput));
        var always = inflow < Throughput ? before / (Throughput - inflow) : double.PositiveInfinity;
        return Math.Min(always, alone + (inflow * passed / Throughput));
    }

    /// <summary>
    /// What was begun while another one waited was begun as soon as a worker was free: the times between such
    /// beginnings are what the ones before them took, with everything that queue and database add.
    /// </summary>
    private static double? ThroughputOf(List<Begun> begun)
    {
        var (cost, seconds, gaps) = (0.0, 0.0, 0);
        for (var i = begun.Count - 1; i > 0 && gaps < MostGaps; i--)
        {
            if (begun[i].CreatedAt < begun[i - 1].StartedAt)
            {
                cost += begun[i - 1].Cost;
                seconds += (begun[i].StartedAt - begun[i - 1].StartedAt).TotalSeconds;
                gaps++;
            }
        }

        return gaps >= FewestGaps && cost > 0 && seconds > 0 ? cost / seconds : null;
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Seconds as a line over work.</summary>
    private readonly record struct Fit(double Base, double Rate)
    {
        /// <summary>Least squares of the relative error, since a large drawing varies more than a small one, and
        /// without what was interrupted; a line through zero where the sizes are too much alike to tell more.</summary>
        public static Fit To(IReadOnlyList<(double Work, double Seconds)> drawn)
        {
            // Seconds over work are the rate, and the base over work.
            var usual = Median([.. drawn.Select(one => one.Seconds / one.Work)]);
            var kept = drawn
                .Select(one => (Inverse: 1 / one.Work, Pace: one.Seconds / one.Work))
                .Where(one => one.Pace <= Interrupted * usual)
                .ToList();
            var (inverse, pace) = (kept.Average(one => one.Inverse), kept.Average(one => one.Pace));
            var spread = kept.Sum(one => (one.Inverse - inverse) * (one.Inverse - inverse));
            if (spread < 0.01 * inverse * inverse * kept.Count)
            {
                return new Fit(0, usual);
            }

            var slope = kept.Sum(one => (one.Inverse - inverse) * (one.Pace - pace)) / spread;
            var rate = pace - (slope * inverse);
            return slope >= 0 && rate > 0 ? new Fit(slope, rate) : new Fit(0, usual);
        }
    }
}

/// <summary>A generation that a worker has begun.</summary>
/// <param name="Model">The recipe's model.</param>
/// <param name="Kind">What it makes.</param>
/// <param name="Work">As <see cref="Workload"/> counts it.</param>
/// <param name="Cost">What it was expected to take when it was asked for, in seconds.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When its worker began.</param>
/// <param name="Seconds">How long it was drawn; null while it is not.</param>
/// <param name="Tail">Then, until it stood in its chat, in seconds; null while it does not.</param>
public sealed record Begun(
    string Model,
    GenerationKind Kind,
    double Work,
    double Cost,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartedAt,
    double? Seconds,
    double? Tail
);
