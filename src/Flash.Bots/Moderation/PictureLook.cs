using System.Globalization;

namespace Flash.Bots.Moderation;

/// <summary>What the safety checker saw in one picture of a generation.</summary>
/// <param name="Picture">Its number among the results, 1-based; 0 for the picture that a person sent.</param>
/// <param name="IsUnsafe">Enough of it for the picture to count as flagged.</param>
/// <param name="Scores">Share of each class, 0 to 1, such as <c>Porn</c>; empty when it could not be looked at.</param>
public sealed record PictureLook(int Picture, bool IsUnsafe, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>Such as <c>Porn 0.91, Neutral 0.05</c>: shares of at least a hundredth, the largest first.</summary>
    public override string ToString() =>
        Scores.Count == 0
            ? "?"
            : string.Join(
                ", ",
                Scores
                    .Where(score => score.Value >= 0.01)
                    .OrderByDescending(score => score.Value)
                    .Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Key} {score.Value:0.00}"))
            );
}
