namespace Flash.Host.Evaluation;

/// <summary>What a picture should show, and what the referee reads from it.</summary>
internal sealed record EvalReading(
    IReadOnlyDictionary<string, string>? Expected,
    IReadOnlyDictionary<string, string> Read
)
{
    private const string Relation = "relation",
        Companion = "companion",
        Subject = "subject",
        All = "all";

    /// <summary>Percent right, by attribute, over the pictures where it is expected; "all" is the mean of the
    /// attributes.</summary>
    /// <remarks>A relation is right where subject and companion are as well; the companion has no column of its
    /// own.</remarks>
    public static IReadOnlyDictionary<string, double> Accuracy(IReadOnlyCollection<EvalReading> readings)
    {
        var names = readings
            .SelectMany(reading => reading.Expected?.Keys ?? [])
            .Distinct()
            .Where(name => name != Companion)
            .ToList();
        var shares = new Dictionary<string, double> { [All] = 0 };
        foreach (var name in names)
        {
            shares[name] =
                100
                * readings.Where(reading => reading.Expects(name)).Average(reading => reading.IsRight(name) ? 1.0 : 0);
        }

        shares[All] = names.Count > 0 ? names.Average(name => shares[name]) : 0;
        return shares;
    }

    private bool Expects(string name) => Expected?.ContainsKey(name) == true;

    private bool IsRight(string name) =>
        name == Relation
            ? Matches(Relation)
                && (!Expects(Subject) || Matches(Subject))
                && (!Expects(Companion) || Matches(Companion))
            : Matches(name);

    private bool Matches(string name) =>
        Expected is not null
        && Expected.TryGetValue(name, out var expected)
        && Read.TryGetValue(name, out var read)
        && read == expected;
}
