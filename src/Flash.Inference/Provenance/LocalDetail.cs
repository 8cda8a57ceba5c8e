using System.Numerics.Tensors;

namespace Flash.Inference.Provenance;

/// <summary>How much the surroundings of a pixel hide a watermark: on flat ground the eye finds a grain that it never
/// sees in leaves.</summary>
/// <remarks>The mean, over a block, of the second differences along rows and columns, in grey levels: gradients count
/// nothing, and an edge counts as much as it is long, however hard it is. A watermark itself adds about 0.1 to
/// it.</remarks>
internal static class LocalDetail
{
    private const int Size = WatermarkTile.Block;

    /// <summary>What a pixel can count at most.</summary>
    private const float Hardest = 6;

    /// <summary>At or below the first, ground is flat; from the second on it hides the whole watermark.</summary>
    private const double Flat = 0.55,
        Rough = 1.1;

    /// <summary>What a coefficient may change on flat ground, so that five of them stay below half a grey
    /// level.</summary>
    private const double FlatChange = 3.1;

    /// <summary>Furthest that any coefficient has to move.</summary>
    private const double FullChange = WatermarkWriter.Step / 2;

    /// <summary>What a coefficient of a block may change, in grey levels of an orthonormal transform.</summary>
    /// <param name="detail">Of the block.</param>
    public static double ChangeAllowed(float detail) =>
        FlatChange + ((FullChange - FlatChange) * Math.Clamp((detail - Flat) / (Rough - Flat), 0, 1));

    /// <summary>Replaces the detail of blocks by how far a reader believes them: 1 where the whole watermark fits, a
    /// little where hardly any does.</summary>
    public static void ToTrust(Span<float> details)
    {
        for (var i = 0; i < details.Length; i++)
        {
            details[i] = Math.Clamp((details[i] - 0.35f) / 0.8f, 0.12f, 1);
        }
    }

    /// <summary>The detail of the block that begins at each pixel.</summary>
    /// <param name="luma">[height, width].</param>
    /// <param name="width">At least 16.</param>
    /// <param name="height">At least 16.</param>
    /// <returns>[height - 15, width - 15].</returns>
    public static float[] Everywhere(ReadOnlySpan<float> luma, int width, int height)
    {
        var (across, down) = (width - Size + 1, height - Size + 1);
        // Sums of a block's width, and from those of its height, each moved on by one that comes and one that goes.
        var along = new float[height * across];
        var (row, beside) = (new float[width], new float[width]);
        for (var y = 0; y < height; y++)
        {
            Differences(luma, width, height, y, row, beside);
            var sum = 0f;
            for (var x = 0; x < width; x++)
            {
                sum += row[x] - (x < Size ? 0 : row[x - Size]);
                if (x >= Size - 1)
                {
                    along[(y * across) + x - Size + 1] = sum;
                }
            }
        }

        var result = new float[down * across];
        var sums = new float[across];
        for (var y = 0; y < height; y++)
        {
            TensorPrimitives.Add(sums, along.AsSpan(y * across, across), sums);
            if (y >= Size)
            {
                TensorPrimitives.Subtract(sums, along.AsSpan((y - Size) * across, across), sums);
            }

            if (y >= Size - 1)
            {
                TensorPrimitives.Multiply(sums, 1f / (Size * Size), result.AsSpan((y - Size + 1) * across, across));
            }
        }

        return result;
    }

    // Beyond the picture's sides the differences count as none.
    private static void Differences(
        ReadOnlySpan<float> luma,
        int width,
        int height,
        int y,
        Span<float> row,
        Span<float> beside
    )
    {
        var middle = luma.Slice(y * width, width);
        row.Clear();
        SecondDifferences(middle[..^2], middle[1..^1], middle[2..], row[1..^1]);
        if (y > 0 && y < height - 1)
        {
            SecondDifferences(luma.Slice((y - 1) * width, width), middle, luma.Slice((y + 1) * width, width), beside);
            TensorPrimitives.Add(row, beside, row);
        }

        TensorPrimitives.Multiply(row, 0.5f, row);
        TensorPrimitives.Min(row, Hardest, row);
    }

    // |before - 2 middle + after|
    private static void SecondDifferences(
        ReadOnlySpan<float> before,
        ReadOnlySpan<float> middle,
        ReadOnlySpan<float> after,
        Span<float> result
    )
    {
        TensorPrimitives.Multiply(middle, -2, result);
        TensorPrimitives.Add(result, before, result);
        TensorPrimitives.Add(result, after, result);
        TensorPrimitives.Abs(result, result);
    }
}
