using System.Numerics.Tensors;
using Flash.Inference.Imaging;

namespace Flash.Inference.Provenance;

/// <summary>Where the tile may begin.</summary>
internal static partial class WatermarkReader
{
    private static IEnumerable<(double Pilots, int Left, int Top)> BestPlaces((float[] Cosine, float[] Sine)[] folded)
    {
        const int side = WatermarkTile.Side;
        var pilots = PilotsEverywhere(folded);
        var best = new PriorityQueue<int, float>();
        for (var at = 0; at < pilots.Length; at++)
        {
            best.Enqueue(at, pilots[at]);
            if (best.Count > Attempts)
            {
                best.Dequeue();
            }
        }

        return best
            .UnorderedItems.OrderByDescending(item => item.Priority)
            .Select(item => ((double)item.Priority, item.Element % side, item.Element / side));
    }

    /// <summary>For each place where the tile may begin, the correlation with the known symbols over its standard
    /// deviation for points of the same lengths at random angles.</summary>
    private static float[] PilotsEverywhere((float[] Cosine, float[] Sine)[] folded)
    {
        const int side = WatermarkTile.Side,
            block = WatermarkTile.Block;
        var squares = folded
            .Select(points =>
            {
                var square = new float[side * side];
                TensorPrimitives.Multiply(points.Cosine, points.Cosine, square);
                TensorPrimitives.MultiplyAdd(points.Sine, points.Sine, square, square);
                return square;
            })
            .ToArray();
        var (sums, energies) = (new float[side * side], new float[side * side]);
        for (var i = 0; i < WatermarkTile.Pilots; i++)
        {
            var place = WatermarkTile.Places[WatermarkCode.Symbols + i];
            var (at, k) = (place / WatermarkTile.PerBlock, place % WatermarkTile.PerBlock);
            var (row, column) = (at / WatermarkTile.Blocks * block, at % WatermarkTile.Blocks * block);
            var sign = WatermarkTile.PilotBits[i] ? -1 : 1;
            AddShifted(sums, folded[k].Cosine, row, column, sign * Directions[place].Cosine);
            AddShifted(sums, folded[k].Sine, row, column, sign * Directions[place].Sine);
            AddShifted(energies, squares[k], row, column, 0.5f);
        }

        TensorPrimitives.Add(energies, 1e-9f, energies);
        TensorPrimitives.Sqrt(energies, energies);
        TensorPrimitives.Divide(sums, energies, sums);
        return sums;
    }

    /// <summary>Adds a tile's values, times a factor, moved up and left by so many pixels; what leaves at one side
    /// comes in at the other.</summary>
    private static void AddShifted(Span<float> sums, ReadOnlySpan<float> values, int row, int column, float factor)
    {
        const int side = WatermarkTile.Side;
        for (var y = 0; y < side; y++)
        {
            var target = sums.Slice(y * side, side);
            var source = values.Slice((y + row) % side * side, side);
            TensorPrimitives.MultiplyAdd(
                source[column..],
                factor,
                target[..(side - column)],
                target[..(side - column)]
            );
            TensorPrimitives.MultiplyAdd(
                source[..column],
                factor,
                target[(side - column)..],
                target[(side - column)..]
            );
        }
    }
}
