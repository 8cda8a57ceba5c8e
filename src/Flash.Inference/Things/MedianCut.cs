namespace Flash.Inference.Things;

/// <summary>A picture in a few colours of its own (Heckbert 1982, "Color image quantization for frame buffer
/// display").</summary>
internal static class MedianCut
{
    // How much the eye sees of a difference in red, green and blue.
    private static readonly double[] Weights = [0.299, 0.587, 0.114];

    /// <param name="pixels">[n, 3].</param>
    /// <param name="colours">At most so many.</param>
    /// <returns>[n, 3].</returns>
    public static byte[] Apply(byte[] pixels, int colours)
    {
        var count = pixels.Length / 3;
        int[] order = [.. Enumerable.Range(0, count)];
        var boxes = new List<(int Start, int Length)> { (0, count) };
        while (boxes.Count < colours)
        {
            // The box with most pixels among those with two colours, cut in the middle of its longest side.
            var widest = boxes
                .Select((box, i) => (Box: box, Index: i, Side: Longest(pixels, order.AsSpan(box.Start, box.Length))))
                .Where(box => box.Side.Span > 0)
                .OrderByDescending(box => box.Box.Length)
                .FirstOrDefault();
            if (widest.Box.Length == 0)
            {
                break;
            }

            var (start, length) = widest.Box;
            var band = widest.Side.Band;
            order.AsSpan(start, length).Sort((a, b) => pixels[(3 * b) + band].CompareTo(pixels[(3 * a) + band]));
            var cut = Cut(pixels, order.AsSpan(start, length), band);
            boxes[widest.Index] = (start, cut);
            boxes.Add((start + cut, length - cut));
        }

        var palette = boxes.Select(box => Mean(pixels, order.AsSpan(box.Start, box.Length))).ToArray();
        var result = new byte[pixels.Length];
        for (var i = 0; i < result.Length; i += 3)
        {
            var (r, g, b) = Nearest(palette, pixels[i], pixels[i + 1], pixels[i + 2]);
            (result[i], result[i + 1], result[i + 2]) = ((byte)r, (byte)g, (byte)b);
        }

        return result;
    }

    private static (int Band, double Span) Longest(byte[] pixels, ReadOnlySpan<int> box)
    {
        var best = (Band: 0, Span: 0.0);
        for (var band = 0; band < 3; band++)
        {
            var (low, high) = (255, 0);
            foreach (var pixel in box)
            {
                (low, high) = (Math.Min(low, pixels[(3 * pixel) + band]), Math.Max(high, pixels[(3 * pixel) + band]));
            }

            best = (high - low) * Weights[band] > best.Span ? (band, (high - low) * Weights[band]) : best;
        }

        return best;
    }

    // Behind the middle, moved to where the value changes: one colour is never in two boxes.
    private static int Cut(byte[] pixels, ReadOnlySpan<int> sorted, int band)
    {
        var cut = (sorted.Length / 2) + 1;
        while (cut < sorted.Length && pixels[(3 * sorted[cut]) + band] == pixels[(3 * sorted[cut - 1]) + band])
        {
            cut++;
        }

        if (cut < sorted.Length)
        {
            return cut;
        }

        for (cut = sorted.Length - 1; pixels[(3 * sorted[cut]) + band] == pixels[(3 * sorted[cut - 1]) + band]; cut--)
        { }

        return cut;
    }

    private static (int R, int G, int B) Mean(byte[] pixels, ReadOnlySpan<int> box)
    {
        var (r, g, b) = (box.Length / 2L, box.Length / 2L, box.Length / 2L);
        foreach (var pixel in box)
        {
            (r, g, b) = (r + pixels[3 * pixel], g + pixels[(3 * pixel) + 1], b + pixels[(3 * pixel) + 2]);
        }

        return ((int)(r / box.Length), (int)(g / box.Length), (int)(b / box.Length));
    }

    private static (int R, int G, int B) Nearest((int R, int G, int B)[] palette, int r, int g, int b)
    {
        var (best, least) = (palette[0], int.MaxValue);
        foreach (var tone in palette)
        {
            var away = Square(tone.R - r) + Square(tone.G - g) + Square(tone.B - b);
            (best, least) = away < least ? (tone, away) : (best, least);
        }

        return best;
    }

    private static int Square(int value) => value * value;
}
