using Flash.Bots.Generations;
using Flash.Bots.Scheduling;

namespace Flash.Bots.Tests.Scheduling;

/// <summary>
/// A queue, its workers and its clock without a database or a second of waiting: the policy is the real one (<see
/// cref="FairTurns"/>, <see cref="QueuePace"/>, <see cref="Overload"/>), the model draws at a pace that the policy has to
/// find out.
/// </summary>
internal sealed class SimulatedLine(int workers, Random random)
{
    private const string Model = "flash-mini";
    private const double Between = 0.03;
    private const double Tail = 0.08;

    private static readonly DateTimeOffset Zero = DateTimeOffset.UnixEpoch;

    private readonly SortedSet<Waiting> _waiting = new(
        Comparer<Waiting>.Create(
            (a, b) => a.Turn.Begin.CompareTo(b.Turn.Begin) is not 0 and var order ? order : a.Ask.Id.CompareTo(b.Ask.Id)
        )
    );
    private readonly List<(Waiting One, double Since, double Until)> _drawn = [];
    private readonly Dictionary<string, double> _ends = [];
    private readonly List<Begun> _begun = [];
    private readonly List<(double At, double Cost)> _newcomers = [];
    private (double Set, double At) _clock;
    private (double At, QueuePace Pace)? _pace;

    /// <summary>What may wait; huge unless a test says otherwise.</summary>
    public QueueOptions Options { get; init; } = new() { Capacity = 100_000, LongestWait = TimeSpan.FromDays(1) };

    /// <summary>A person's weight; 1 unless a test says otherwise.</summary>
    public Func<string, double> Weight { get; init; } = _ => 1;

    /// <summary>How much one drawing differs from another of the same work, as a factor's standard deviation.</summary>
    public double Noise { get; init; } = 0.15;

    public List<Outcome> Outcomes { get; } = [];

    /// <summary>Lives through all of them, and until the last one is done.</summary>
    public void Run(IEnumerable<Ask> asks)
    {
        foreach (var ask in asks.OrderBy(ask => ask.At))
        {
            DrawUntil(ask.At);
            Arrive(ask);
            Begin(ask.At);
        }

        DrawUntil(double.PositiveInfinity);
    }

    private void DrawUntil(double time)
    {
        while (_drawn.Count > 0 && _drawn.Min(one => one.Until) is var next && next <= time)
        {
            _drawn.RemoveAll(one => one.Until <= next);
            Begin(next);
        }
    }

    private void Arrive(Ask ask)
    {
        var pace = PaceAt(ask.At);
        var cost = pace.Cost(Model, GenerationKind.Imagine, ask.Work);
        var everything = _waiting.Sum(one => one.Cost) + _drawn.Sum(one => one.One.Cost);
        if (Overload.Of(Options, pace, _waiting.Count + _drawn.Count, everything) is { } retryIn)
        {
            Outcomes.Add(new Outcome(ask) { RetryIn = retryIn });
            return;
        }

        var turn = FairTurns.Next(
            FairTurns.Clock(_clock.Set, TimeSpan.FromSeconds(ask.At - _clock.At)),
            _ends.TryGetValue(ask.Person, out var end) ? end : null,
            cost,
            Weight(ask.Person)
        );
        _ends[ask.Person] = turn.End;
        var mine = new Waiting(ask, turn, cost);
        var before = _waiting.TakeWhile(one => _waiting.Comparer.Compare(one, mine) < 0).ToList();
        var left = before.Sum(one => one.Cost) + _drawn.Sum(one => Math.Max(0, one.One.Cost - (ask.At - one.Since)));
        var ahead = before.Count + _drawn.Count;
        var clock = FairTurns.Clock(_clock.Set, TimeSpan.FromSeconds(ask.At - _clock.At));
        if (ahead > 0 && pace.Until(ahead, left, cost, turn.Begin - clock) is { } told && told > QueueOutlook.ShortWait)
        {
            mine.Told = told;
        }

        if (turn.Begin <= clock)
        {
            _newcomers.Add((ask.At, cost));
        }

        _waiting.Add(mine);
    }

    private void Begin(double time)
    {
        while (_drawn.Count < workers && _waiting.Min is { } next)
        {
            _waiting.Remove(next);
            _clock = (
                Math.Max(FairTurns.Clock(_clock.Set, TimeSpan.FromSeconds(time - _clock.At)), next.Turn.Begin),
                time
            );

            // Box and Muller.
            var normal =
                Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var seconds = (0.04 + (0.11 * next.Ask.Work)) * Math.Exp(Noise * normal);
            _drawn.Add((next, time, time + seconds + Between));
            _begun.Add(
                new Begun(
                    Model,
                    GenerationKind.Imagine,
                    next.Ask.Work,
                    next.Cost,
                    Zero.AddSeconds(next.Ask.At),
                    Zero.AddSeconds(time),
                    seconds,
                    Tail
                )
            );
            Outcomes.Add(
                new Outcome(next.Ask)
                {
                    Told = next.Told,
                    Began = time,
                    Seconds = seconds,
                    Turn = next.Turn,
                    Took = TimeSpan.FromSeconds(time + seconds + Tail - next.Ask.At),
                }
            );
        }
    }

    private QueuePace PaceAt(double time)
    {
        if (_pace is not { } pace || time - pace.At > 2)
        {
            // What is being drawn now has no duration yet.
            var lately = _begun
                .TakeLast(150)
                .Select(one =>
                    (one.StartedAt - Zero).TotalSeconds + one.Seconds > time
                        ? one with
                        {
                            Seconds = null,
                            Tail = null,
                        }
                        : one
                );
            _pace = pace = (time, QueuePace.Learn([.. lately], workers, Inflow(time)));
        }

        return pace.Pace;
    }

    private double Inflow(double time) =>
        _newcomers.AsEnumerable().Reverse().TakeWhile(one => one.At > time - 60).Sum(one => one.Cost) / 60;

    /// <summary>Someone asks.</summary>
    /// <param name="Id">In the order of asking.</param>
    /// <param name="Person">Who.</param>
    /// <param name="At">When, in seconds.</param>
    /// <param name="Work">As <see cref="Workload"/> counts it.</param>
    public sealed record Ask(int Id, string Person, double At, double Work);

    /// <summary>What came of it.</summary>
    public sealed record Outcome(Ask Ask)
    {
        public TimeSpan? RetryIn { get; init; }

        public TimeSpan? Told { get; init; }

        public TimeSpan Took { get; init; }

        public double Began { get; init; }

        public double Seconds { get; init; }

        public Turn Turn { get; init; }
    }

    private sealed record Waiting(Ask Ask, Turn Turn, double Cost)
    {
        public TimeSpan? Told { get; set; }
    }
}
