using System.Numerics.Tensors;

namespace Flash.Inference.Provenance;

/// <summary>Five low coefficients of the orthonormal sine transform (DST-II) of a 16x16 block.</summary>
/// <remarks>
/// Low, so that they survive scaling and JPEG; sines, because these fade out towards a block's edge and leave no seam
/// between two blocks; of the sines those that a change of brightness leaves alone.
/// </remarks>
internal static class BlockWaves
{
    private const int Size = WatermarkTile.Block;
    private static readonly (int Row, int Column)[] Frequencies = [(1, 2), (2, 1), (2, 2), (2, 3), (3, 2)];
    private static readonly float[][] Rows = [Sine(1), Sine(2), Sine(3)];

    /// <summary>For each coefficient its [16,16] pattern, row by row.</summary>
    public static float[][] Patterns { get; } =
    [.. Frequencies.Select(f => (float[])[.. from y in Rows[f.Row - 1] from x in Rows[f.Column - 1] select x * y])];

    /// <summary>The coefficients of the block that begins at each pixel.</summary>
    /// <param name="luma">[height, width].</param>
    /// <param name="width">At least 16.</param>
    /// <param name="height">At least 16.</param>
    /// <returns>For each coefficient [height - 15, width - 15].</returns>
    public static float[][] Everywhere(ReadOnlySpan<float> luma, int width, int height)
    {
        var (across, down) = (width - Size + 1, height - Size + 1);
        var along = new float[Rows.Length][];
        for (var k = 0; k < Rows.Length; k++)
        {
            along[k] = new float[height * across];
            for (var y = 0; y < height; y++)
            {
                var target = along[k].AsSpan(y * across, across);
                for (var i = 0; i < Size; i++)
                {
                    TensorPrimitives.MultiplyAdd(luma.Slice((y * width) + i, across), Rows[k][i], target, target);
                }
            }
        }

        var result = new float[Frequencies.Length][];
        for (var f = 0; f < Frequencies.Length; f++)
        {
            result[f] = new float[down * across];
            for (var y = 0; y < down; y++)
            {
                var target = result[f].AsSpan(y * across, across);
                for (var i = 0; i < Size; i++)
                {
                    TensorPrimitives.MultiplyAdd(
                        along[Frequencies[f].Column - 1].AsSpan((y + i) * across, across),
                        Rows[Frequencies[f].Row - 1][i],
                        target,
                        target
                    );
                }
            }
        }

        return result;
    }

    private static float[] Sine(int frequency)
    {
        var norm = Math.Sqrt(2.0 / Size);
        return
        [
            .. Enumerable
                .Range(0, Size)
                .Select(i => (float)(norm * Math.Sin(Math.PI * ((2 * i) + 1) * frequency / (2 * Size)))),
        ];
    }
}
