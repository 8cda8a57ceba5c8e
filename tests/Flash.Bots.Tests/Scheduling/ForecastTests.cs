using Flash.Bots.Generations;
using static Flash.Bots.Tests.Scheduling.SimulatedLine;

namespace Flash.Bots.Tests.Scheduling;

/// <summary>What people are told against what they wait, over twenty minutes of many people on one and two workers.</summary>
public sealed class ForecastTests(ITestOutputHelper output)
{
    /// <param name="workers">Drawn at once.</param>
    /// <param name="load">Work that comes, over work that can be done.</param>
    /// <param name="seed">Of everything random.</param>
    [Theory]
    [InlineData(1, 0.7, 1)]
    [InlineData(1, 0.95, 2)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 0.7, 4)]
    [InlineData(2, 0.95, 5)]
    [InlineData(2, 2, 6)]
    public void What_is_told_is_what_it_takes(int workers, double load, int seed)
    {
        var line = Live(workers, load, seed);

        var ratios = Ratios(line);
        var (p10, p50, p90) = (At(ratios, 0.1), At(ratios, 0.5), At(ratios, 0.9));
        output.WriteLine(
            $"{workers} workers, load {load}: n {ratios.Count}, p10 {p10:0.00}, p50 {p50:0.00}, p90 {p90:0.00}, p99 {At(ratios, 0.99):0.00}"
        );
        Assert.InRange(p50, 0.9, 1.1);
        Assert.InRange(p90, 0.9, 1.5);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 8)]
    public void Under_twice_the_load_what_is_taken_in_keeps_its_time_and_the_rest_is_told_when_to_come(
        int workers,
        int seed
    )
    {
        var line = Live(workers, load: 2, seed);
        var refused = line.Outcomes.Where(one => one.RetryIn is not null).ToList();
        var longest = line.Outcomes.Max(one => one.Took);
        output.WriteLine(
            $"{workers}: refused {refused.Count} of {line.Outcomes.Count}, longest wait {longest.TotalSeconds:0}, retry {refused.Min(one => one.RetryIn)} to {refused.Max(one => one.RetryIn)}"
        );

        Assert.InRange(refused.Count / (double)line.Outcomes.Count, 0.3, 0.7);
        Assert.All(refused, one => Assert.InRange(one.RetryIn!.Value, TimeSpan.FromSeconds(10), Longest));
        Assert.InRange(longest, Longest / 2, 2 * Longest);
    }

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static SimulatedLine Live(int workers, double load, int seed)
    {
        var random = new Random(seed);
        var line = new SimulatedLine(workers, random)
        {
            Options = new QueueOptions { Capacity = 500, LongestWait = Longest },
        };
        var (asks, at) = (new List<Ask>(), 0.0);
        while (at < 1_200)
        {
            // Someone new or one of thirty regulars, who asks for one to five things within a few seconds.
            var person = random.Next(3) == 0 ? $"stranger {at}" : $"regular {random.Next(30)}";
            var (count, seconds) = (random.Next(3) == 0 ? random.Next(2, 6) : 1, 0.0);
            for (var i = 0; i < count; i++)
            {
                var work =
                    (random.Next(1, 9) + 3) * (random.Next(4) == 0 ? 0.26 : 0.066) * (random.Next(2) == 0 ? 4 : 1);
                seconds += 0.07 + (0.11 * work);
                asks.Add(new Ask(asks.Count, person, at + i, work));
            }

            at += -Math.Log(1 - random.NextDouble()) * seconds / load / workers;
        }

        line.Run(asks);
        return line;
    }

    /// <summary>Actual over told, as the chat shows it: in whole seconds.</summary>
    private static List<double> Ratios(SimulatedLine line) =>
        [
            .. line
                .Outcomes.Where(one => one.Told is not null)
                .Select(one => one.Took.TotalSeconds / new Outlook(1, one.Told).Seconds!.Value) // Told is not null
                .Order(),
        ];

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}
