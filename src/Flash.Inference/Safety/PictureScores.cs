using System.Globalization;

namespace Flash.Inference.Safety;

/// <summary>What a classifier sees in one picture.</summary>
public sealed class PictureScores
{
    private readonly IReadOnlyList<string> _classes;
    private readonly IReadOnlyList<float> _shares;

    /// <summary>Pairs classes with their shares.</summary>
    /// <exception cref="ArgumentException">Their numbers differ.</exception>
    public PictureScores(IReadOnlyList<string> classes, IReadOnlyList<float> shares)
    {
        if (classes.Count != shares.Count)
        {
            throw new ArgumentException($"There are {classes.Count} classes and {shares.Count} shares.");
        }

        (_classes, _shares) = (classes, shares);
    }

    /// <summary>The share of a class, 0 to 1, whatever its capitals; 0 for a class that the classifier does not
    /// know.</summary>
    public float this[string name] =>
        _classes
            .Zip(_shares)
            .FirstOrDefault(pair => pair.First.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Second;

    /// <summary>Every class with its share, in the classifier's order.</summary>
    public IEnumerable<KeyValuePair<string, float>> All =>
        _classes.Zip(_shares, (name, share) => KeyValuePair.Create(name, share));

    /// <summary>Such as <c>Drawing 0.912, Neutral 0.081</c>: shares of at least a thousandth, the largest
    /// first.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            All.Where(pair => pair.Value >= 0.001f)
                .OrderByDescending(pair => pair.Value)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.000}"))
        );
}
