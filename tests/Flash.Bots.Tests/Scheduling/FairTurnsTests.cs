using Flash.Bots.Scheduling;
using static Flash.Bots.Tests.Scheduling.SimulatedLine;

namespace Flash.Bots.Tests.Scheduling;

public sealed class FairTurnsTests
{
    private const double Heaviest = 11 * 0.26 * 4;

    /// <summary>When the pace is known and everyone comes, in seconds.</summary>
    private const double Learnt = 200;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whoever_always_waits_gets_the_same_time_whatever_it_is_spent_on(int seed)
    {
        var random = new Random(seed);
        var line = new SimulatedLine(1 + (seed % 2), random);

        // One asks for few large things, one for many small ones, one for anything.
        line.Run([
            .. Learning(random),
            .. Batch("large", 60, _ => Heaviest, 0),
            .. Batch("small", 900, _ => 0.3, 1_000),
            .. Batch("any", 300, _ => random.NextDouble() * Heaviest, 2_000),
        ]);

        // While all three still wait.
        var until = line
            .Outcomes.Where(one => one.Began > Learnt)
            .GroupBy(one => one.Ask.Person)
            .Min(own => own.Max(one => one.Began));
        var shares = Shares(line, until);
        var allowed = (0.25 * shares.Values.Average()) + (3 * Seconds(Heaviest));
        Assert.InRange(shares.Values.Max() - shares.Values.Min(), 0, allowed);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Twice_the_weight_is_twice_the_time(int seed)
    {
        var random = new Random(seed);
        var line = new SimulatedLine(1, random) { Weight = person => person == "moderator" ? 2 : 1 };
        line.Run([
            .. Learning(random),
            .. Batch("moderator", 400, _ => 0.3 + random.NextDouble(), 0),
            .. Batch("person", 400, _ => 0.3 + random.NextDouble(), 1_000),
        ]);

        var shares = Shares(line, line.Outcomes.Where(one => one.Ask.Person == "moderator").Max(one => one.Began));

        Assert.InRange(shares["moderator"] / shares["person"], 1.7, 2.3);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_starves_however_many_strangers_come(int seed)
    {
        var random = new Random(seed);
        var line = new SimulatedLine(1, random);

        // Someone asks for five large things at once. From then on strangers ask for one thing each, as fast as the one
        // worker can draw them: without ageing every single one of them would come first.
        var asks = Learning(random).Concat(Batch("ada", 5, _ => Heaviest, 0)).ToList();
        var at = Learnt;
        for (var i = 0; i < 3_000; i++)
        {
            var work = 0.3 + (2 * random.NextDouble());
            at += Seconds(work) + 0.03;
            asks.Add(new Ask(1_000 + i, $"stranger {i}", at, work));
        }

        line.Run(asks);

        foreach (var mine in line.Outcomes.Where(one => one.Ask.Person == "ada"))
        {
            // Strangers stand behind it after this long; then what came before them has to be drawn.
            var overtaken =
                (mine.Turn.Begin - line.Outcomes.Where(one => one.Began <= Learnt).Max(one => one.Turn.Begin))
                / FairTurns.Ageing;
            Assert.InRange(mine.Began - Learnt, 0, (1.3 * overtaken) + (6 * Seconds(Heaviest)));
        }

        Assert.Equal(5, line.Outcomes.Count(one => one.Ask.Person == "ada"));
    }

    [Fact]
    public void A_persons_own_requests_keep_their_order_and_a_newcomer_stands_where_the_round_is()
    {
        var first = FairTurns.Next(clock: 100, lastEnd: null, cost: 4, weight: 1);
        var second = FairTurns.Next(clock: 100.1, lastEnd: first.End, cost: 4, weight: 1);
        var newcomer = FairTurns.Next(clock: 100.2, lastEnd: null, cost: 4, weight: 1);

        Assert.Equal(new Turn(100, 104), first);
        Assert.Equal(new Turn(104, 108), second);
        Assert.Equal(new Turn(100.2, 104.2), newcomer);
    }

    [Fact]
    public void What_somebody_owes_is_forgotten_and_what_somebody_did_not_use_is_not_saved()
    {
        Assert.Equal(500, FairTurns.Next(clock: 500, lastEnd: 3, cost: 1, weight: 1).Begin);
        Assert.Equal(525, FairTurns.Clock(500, TimeSpan.FromSeconds(100)), 6);
    }

    /// <summary>One at a time, so that the pace is known.</summary>
    private static IEnumerable<Ask> Learning(Random random) =>
        Enumerable
            .Range(0, 60)
            .Select(i => new Ask(10_000 + i, $"earlier {i}", 2 * i, 0.3 + (Heaviest * random.NextDouble())));

    private static IEnumerable<Ask> Batch(string person, int count, Func<int, double> work, int firstId) =>
        Enumerable.Range(0, count).Select(i => new Ask(firstId + i, person, Learnt + (i * 1e-6), work(i)));

    private static Dictionary<string, double> Shares(SimulatedLine line, double until) =>
        line
            .Outcomes.Where(one => one.Began > Learnt && one.Began < until)
            .GroupBy(one => one.Ask.Person)
            .ToDictionary(own => own.Key, own => own.Sum(one => one.Seconds));

    private static double Seconds(double work) => 0.04 + (0.11 * work);
}
