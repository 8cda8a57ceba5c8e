namespace Flash.Chaos;

/// <summary>What is done to Flash.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL; the process is started again.</summary>
    Killed,

    /// <summary>SIGSTOP for a while: it misses its leases and does not know.</summary>
    Stopped,

    /// <summary>PostgreSQL ends and comes back, in good order or by a crash.</summary>
    DatabaseRestarted,

    /// <summary>PostgreSQL takes no writes, as after a failover.</summary>
    DatabaseReadOnly,

    /// <summary>Every statement of more than a few milliseconds is ended.</summary>
    StatementsTimeOut,
}

/// <summary>One fault: when, to whom, for how long.</summary>
/// <param name="At">Since the first request.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">The number of the process, for faults of processes.</param>
/// <param name="For">How long it lasts; for a killed process, how long until it is started again.</param>
/// <param name="IsCrash">For a restart of the database: without good order.</param>
public sealed record PlannedFault(TimeSpan At, FaultKind Kind, int Target, TimeSpan For, bool IsCrash);

/// <summary>The faults of one run: the same seed plans the same ones.</summary>
/// <param name="Seed">Names the run.</param>
/// <param name="Requests">How many people ask for at least.</param>
/// <param name="Length">For how long people go on asking, and faults happen.</param>
/// <param name="Faults">In the order they happen.</param>
public sealed record StormPlan(int Seed, int Requests, TimeSpan Length, IReadOnlyList<PlannedFault> Faults)
{
    /// <summary>No fault comes later than this before the end of a run.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    /// <summary>Short enough for every run of the tests; each kind of fault happens.</summary>
    public static StormPlan Brief(int seed, int processes)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<FaultKind>().Append(FaultKind.Killed).Append(FaultKind.Killed).ToArray();
        random.Shuffle(kinds);
        var length = TimeSpan.FromSeconds(20);
        return new StormPlan(
            seed,
            100,
            length,
            [.. kinds.Select((kind, place) => Fault(random, kind, (length - Calm) * place / kinds.Length, processes))]
        );
    }

    /// <summary>As long as one likes: about one fault every six seconds.</summary>
    public static StormPlan Lasting(int seed, TimeSpan length, int processes)
    {
        var random = new Random(seed);
        var faults = new List<PlannedFault>();
        for (var at = TimeSpan.FromSeconds(3); at < length - Calm; at += Seconds(random, 2, 10))
        {
            // Processes die more often than databases.
            var kind = random.Next(10) switch
            {
                < 5 => FaultKind.Killed,
                < 7 => FaultKind.Stopped,
                7 => FaultKind.DatabaseRestarted,
                8 => FaultKind.DatabaseReadOnly,
                _ => FaultKind.StatementsTimeOut,
            };
            faults.Add(Fault(random, kind, at, processes));
        }

        return new StormPlan(seed, 0, length, faults);
    }

    private static PlannedFault Fault(Random random, FaultKind kind, TimeSpan at, int processes) =>
        new(
            at,
            kind,
            random.Next(processes),
            kind switch
            {
                FaultKind.Killed => Seconds(random, 0, 1),
                FaultKind.Stopped => Seconds(random, 5, 8), // Longer than a lease.
                FaultKind.DatabaseRestarted => Seconds(random, 4, 8), // Long enough for health to have to know.
                _ => TimeSpan.FromSeconds(1),
            },
            IsCrash: random.Next(2) == 0
        );

    private static TimeSpan Seconds(Random random, double least, double most) =>
        TimeSpan.FromSeconds(least + random.NextDouble() * (most - least));
}
