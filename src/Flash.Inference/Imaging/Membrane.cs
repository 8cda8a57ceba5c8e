namespace Flash.Inference.Imaging;

/// <summary>Carries differences across a border and lets them fade: what makes one picture go on in another without a
/// seam (Pérez, Gangnet &amp; Blake 2003, with a membrane that is also held down).</summary>
internal static class Membrane
{
    /// <summary>Smallest side of the coarsest level, in pixels.</summary>
    private const int CoarsestSide = 12;

    private const int CoarsestRounds = 120,
        FinerRounds = 12;

    /// <summary>Over-relaxation of Gauss and Seidel's method.</summary>
    private const float Relaxation = 1.6f;

    /// <summary>Fills free pixels with values that are the given ones at the border and smooth between.</summary>
    /// <param name="values">[h, w, 3]; read where a pixel is known, overwritten where it is free.</param>
    /// <param name="kinds">[h, w].</param>
    /// <param name="width">w.</param>
    /// <param name="height">h.</param>
    /// <param name="reach">Pixels after which about a third of a difference is left.</param>
    public static void Spread(float[] values, PixelKind[] kinds, int width, int height, double reach)
    {
        var isCoarsest = Math.Min(width, height) / 2 < CoarsestSide;
        if (!isCoarsest)
        {
            var (coarse, coarseKinds, across, down) = Halved(values, kinds, width, height);
            Spread(coarse, coarseKinds, across, down, reach / 2);
            for (var i = 0; i < kinds.Length; i++)
            {
                if (kinds[i] == PixelKind.Free)
                {
                    var from = ((i / width / 2 * across) + (i % width / 2)) * 3;
                    coarse.AsSpan(from, 3).CopyTo(values.AsSpan(i * 3, 3));
                }
            }
        }

        var hold = (float)(1 / (reach * reach));
        for (var round = 0; round < (isCoarsest ? CoarsestRounds : FinerRounds); round++)
        {
            Relax(values, kinds, width, height, hold);
        }
    }

    private static void Relax(float[] values, PixelKind[] kinds, int width, int height, float hold)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] != PixelKind.Free)
            {
                continue;
            }

            var (x, y) = (i % width, i / width);
            float red = 0,
                green = 0,
                blue = 0;
            var neighbours = 0;
            Add(x > 0, i - 1);
            Add(x < width - 1, i + 1);
            Add(y > 0, i - width);
            Add(y < height - 1, i + width);
            var share = Relaxation / (neighbours + hold);
            values[3 * i] += (share * red) - (Relaxation * values[3 * i]);
            values[(3 * i) + 1] += (share * green) - (Relaxation * values[(3 * i) + 1]);
            values[(3 * i) + 2] += (share * blue) - (Relaxation * values[(3 * i) + 2]);

            void Add(bool isInside, int other)
            {
                if (isInside && kinds[other] != PixelKind.Apart)
                {
                    neighbours++;
                    red += values[3 * other];
                    green += values[(3 * other) + 1];
                    blue += values[(3 * other) + 2];
                }
            }
        }
    }

    // A known pixel decides over its cell, and a free one over what is apart.
    private static (float[] Values, PixelKind[] Kinds, int Width, int Height) Halved(
        float[] values,
        PixelKind[] kinds,
        int width,
        int height
    )
    {
        var (across, down) = ((width + 1) / 2, (height + 1) / 2);
        var (sums, counts) = (new float[across * down * 3], new int[across * down]);
        var coarse = new PixelKind[across * down];
        for (var i = 0; i < kinds.Length; i++)
        {
            var cell = (i / width / 2 * across) + (i % width / 2);
            if (kinds[i] > coarse[cell])
            {
                coarse[cell] = kinds[i];
            }

            if (kinds[i] == PixelKind.Known)
            {
                counts[cell]++;
                for (var c = 0; c < 3; c++)
                {
                    sums[(3 * cell) + c] += values[(3 * i) + c];
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= Math.Max(1, counts[i / 3]);
        }

        return (sums, coarse, across, down);
    }
}

/// <summary>What a <see cref="Membrane"/> does with a pixel.</summary>
internal enum PixelKind : byte
{
    /// <summary>Nothing: it is on the far side of the border.</summary>
    Apart,

    /// <summary>It is filled.</summary>
    Free,

    /// <summary>It is the border.</summary>
    Known,
}
