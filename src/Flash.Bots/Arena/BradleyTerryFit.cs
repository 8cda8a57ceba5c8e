namespace Flash.Bots.Arena;

/// <summary>What a Bradley-Terry model says of contenders.</summary>
/// <param name="Standings">The strongest first.</param>
/// <param name="Names">In the order of the covariance.</param>
/// <param name="Covariance">Of the logarithms of the strengths.</param>
public sealed record BradleyTerryFit(
    IReadOnlyList<Standing> Standings,
    IReadOnlyList<string> Names,
    double[,] Covariance
)
{
    /// <summary>How much stronger one is than another, in logarithms, and the standard error of that.</summary>
    /// <exception cref="InvalidOperationException">One of them is not here.</exception>
    public (double Difference, double StandardError) Compare(string one, string other)
    {
        var (i, j) = (Place(one), Place(other));
        return (
            Of(one).LogStrength - Of(other).LogStrength,
            Math.Sqrt(Math.Max(0, Covariance[i, i] + Covariance[j, j] - (2 * Covariance[i, j])))
        );
    }

    private Standing Of(string name) => Standings.First(standing => standing.Name == name);

    private int Place(string name) => Names.Index().First(known => known.Item == name).Index;
}

/// <summary>One contender's.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Votes">In which it stood.</param>
/// <param name="Wins">In which it was preferred.</param>
/// <param name="LogStrength">Natural logarithm of its strength; those of all add up to 0.</param>
/// <param name="StandardError">Of that.</param>
public sealed record Standing(string Name, long Votes, long Wins, double LogStrength, double StandardError)
{
    // The 97.5th percentile of the normal distribution.
    private const double Confidence = 1.959964;

    /// <summary>The ends of the 95 % confidence interval of <see cref="LogStrength"/>.</summary>
    public double Low => LogStrength - (Confidence * StandardError);

    /// <summary>The other one.</summary>
    public double High => LogStrength + (Confidence * StandardError);

    /// <summary>A logarithm of a strength as chess players count: 400 points are ten times the strength; 1000 is the
    /// mean.</summary>
    public static double Points(double logStrength) => 1000 + (400 / Math.Log(10) * logStrength);
}
