using Flash.Inference.Models;
using MathNet.Numerics.LinearAlgebra;

namespace Flash.Inference.Evaluation;

/// <summary>Mean and covariance of what a network sees in many pictures, and the distance between two such
/// heaps.</summary>
public sealed class FeatureStatistics
{
    private readonly Vector<double> _mean;
    private readonly Matrix<double> _covariance;

    private FeatureStatistics(int count, Vector<double> mean, Matrix<double> covariance) =>
        (Count, _mean, _covariance) = (count, mean, covariance);

    /// <summary>Number of pictures.</summary>
    public int Count { get; }

    /// <summary>Number of features of each.</summary>
    public int Width => _mean.Count;

    /// <param name="features">One array of equal length per picture; at least two.</param>
    /// <exception cref="ArgumentException">Fewer than two pictures.</exception>
    public static FeatureStatistics Of(IReadOnlyList<float[]> features)
    {
        if (features.Count < 2)
        {
            throw new ArgumentException(
                $"A distance between pictures needs at least 2 of them; there is {features.Count}."
            );
        }

        var rows = Matrix<double>.Build.Dense(features.Count, features[0].Length, (i, j) => features[i][j]);
        var mean = rows.ColumnSums() / features.Count;
        var centred = Matrix<double>.Build.Dense(features.Count, features[0].Length, (i, j) =>
            features[i][j] - mean[j]
        );
        return new FeatureStatistics(
            features.Count,
            mean,
            centred.TransposeThisAndMultiply(centred) / (features.Count - 1)
        );
    }

    /// <summary>Reads <c>{"count": n, "mean": [...], "covariance": [[...], ...]}</c>.</summary>
    /// <exception cref="InferenceException">The file is missing or says something else.</exception>
    public static FeatureStatistics Read(string path)
    {
        var file = ModelFiles.Read<StatisticsFile>(path);
        var width = file.Mean?.Length ?? 0;
        if (
            file.Mean is not { Length: > 0 } mean
            || file.Covariance is not { } covariance
            || covariance.Length != width
            || covariance.Any(row => row?.Length != width)
        )
        {
            throw new InferenceException(
                $"{path} needs a mean of n numbers and a covariance of n rows with n numbers each."
            );
        }

        return new FeatureStatistics(
            file.Count,
            Vector<double>.Build.Dense(mean),
            Matrix<double>.Build.DenseOfRowArrays(covariance)
        );
    }

    /// <summary>Fréchet distance of two Gaussians (Heusel et al. 2017, arXiv:1706.08500): |m - m'|² + tr(C + C' - 2 (C
    /// C')^½). With an Inception network this is FID.</summary>
    /// <exception cref="ArgumentException">The other has another <see cref="Width"/>.</exception>
    public double DistanceTo(FeatureStatistics other)
    {
        if (other.Width != Width)
        {
            throw new ArgumentException(
                $"Only features of one network can be compared; one side has {Width} of them and the other "
                    + $"{other.Width}."
            );
        }

        // The eigenvalues of C C' are those of the symmetric C^½ C' C^½.
        var root = Root(_covariance);
        var cross = (root * other._covariance * root)
            .Evd(Symmetricity.Symmetric)
            .EigenValues.Sum(value => Math.Sqrt(Math.Max(0, value.Real)));
        var shift = (_mean - other._mean).L2Norm();
        return Math.Max(0, (shift * shift) + _covariance.Trace() + other._covariance.Trace() - (2 * cross));
    }

    private static Matrix<double> Root(Matrix<double> matrix)
    {
        var parts = matrix.Evd(Symmetricity.Symmetric);
        var roots = Matrix<double>.Build.DenseDiagonal(matrix.RowCount, matrix.RowCount, i =>
            Math.Sqrt(Math.Max(0, parts.EigenValues[i].Real))
        );
        return parts.EigenVectors * roots * parts.EigenVectors.Transpose();
    }

    private sealed record StatisticsFile(int Count, double[]? Mean, double[]?[]? Covariance);
}
