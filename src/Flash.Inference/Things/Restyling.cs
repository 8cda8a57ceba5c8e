using NetVips;

namespace Flash.Inference.Things;

/// <summary>Art as a style draws it, where a style is a way of drawing: flat, line art, neon, paper cut. What lies over
/// a finished scene, such as watercolour, the model does itself.</summary>
internal static class Restyling
{
    private const int Tones = 7;
    private static readonly float[] Ink = [0.13f * 255, 0.12f * 255, 0.18f * 255];
    private static readonly float[] Dark = [0.035f * 0.9f, 0.02f * 0.9f, 0.08f * 0.9f];

    /// <param name="art">At the size at which it will stand.</param>
    /// <param name="style">Any; art stays as it is in the others.</param>
    public static Art Apply(Art art, string style) =>
        style switch
        {
            "flat" or "paper cut" => With(art, Posterised(art), null),
            "line art" => Inked(art),
            "neon" => Lit(art),
            _ => art,
        };

    private static Art With(Art art, byte[] colours, float[]? line)
    {
        var pixels = new byte[art.Pixels.Length];
        for (var i = 0; i < art.Side * art.Side; i++)
        {
            colours.AsSpan(3 * i, 3).CopyTo(pixels.AsSpan(4 * i));
            pixels[(4 * i) + 3] = Math.Max(art.Pixels[(4 * i) + 3], (byte)((line?[i] ?? 0) * 255));
        }

        return new Art(art.Side, pixels);
    }

    // In a few tones of its own, [side, side, 3].
    private static byte[] Posterised(Art art)
    {
        Span<float> ground = stackalloc float[3];
        var solid = 0;
        for (var i = 0; i < art.Side * art.Side; i++)
        {
            if (art.Pixels[(4 * i) + 3] > 200)
            {
                solid++;
                for (var c = 0; c < 3; c++)
                {
                    ground[c] += art.Pixels[(4 * i) + c];
                }
            }
        }

        for (var c = 0; c < 3; c++)
        {
            ground[c] = solid > 0 ? ground[c] / solid : 128;
        }

        using var image = Rgb(art.Over(ground), art.Side);
        using var median = image.Rank(5, 5, 12);
        return MedianCut.Apply(median.WriteToMemory<byte>(), Tones);
    }

    // Ink along every edge, a pale wash between.
    private static Art Inked(Art art)
    {
        var (line, wash) = (Edges(art), Posterised(art));
        var colours = new byte[wash.Length];
        for (var i = 0; i < wash.Length; i++)
        {
            var pale = (wash[i] * 0.45f) + (255 * 0.55f);
            colours[i] = (byte)Math.Clamp((pale * (1 - line[i / 3])) + (Ink[i % 3] * line[i / 3]), 0, 255);
        }

        return With(art, colours, line);
    }

    // Tubes of light along every edge, hardly anything lit between them.
    private static Art Lit(Art art)
    {
        var line = Edges(art);
        var soft = Blurred(art.Over([128, 128, 128]), art.Side, 3, 2);
        var colours = new byte[soft.Length];
        for (var i = 0; i < line.Length; i++)
        {
            var (r, g, b) = (soft[3 * i] / 255f, soft[(3 * i) + 1] / 255f, soft[(3 * i) + 2] / 255f);
            var (high, low) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
            for (var c = 0; c < 3; c++)
            {
                var own = soft[(3 * i) + c] / 255f;
                var tube = high - low > 0.12f ? (own - (0.6f * low)) / Math.Max(high - (0.6f * low), 0.05f) : high;
                tube *= 0.45f + (0.55f * high);
                var lit = ((Dark[c] + (tube * 0.10f)) * (1 - line[i])) + (tube * line[i]);
                colours[(3 * i) + c] = (byte)(Math.Clamp(lit, 0, 1) * 255);
            }
        }

        return With(art, colours, line);
    }

    // In [0, 1]: where colour or opacity changes.
    private static float[] Edges(Art art)
    {
        var side = art.Side;
        var soft = Blurred(art.Over([255, 255, 255]), side, 3, 0.8);
        byte[] opaque = [.. Enumerable.Range(0, side * side).Select(i => art.Pixels[(4 * i) + 3])];
        var alpha = Blurred(opaque, side, 1, 1);
        var edges = new float[side * side];
        for (var i = 0; i < edges.Length; i++)
        {
            var (x, y) = (i % side, i / side);
            var (left, right) = (Math.Max(0, x - 1), Math.Min(side - 1, x + 1));
            var (up, down) = (Math.Max(0, y - 1), Math.Min(side - 1, y + 1));
            var found = 0f;
            for (var c = 0; c < 3; c++)
            {
                float At(int atX, int atY) => soft[(3 * ((atY * side) + atX)) + c];
                found = Math.Max(found, 2 * Math.Abs((At(right, y) - At(left, y)) / (right - left)));
                found = Math.Max(found, 2 * Math.Abs((At(x, down) - At(x, up)) / (down - up)));
            }

            var rim = 1 - Math.Abs((alpha[i] / 255f * 2) - 1);
            edges[i] = Math.Clamp(Math.Max((found / 70) - 0.25f, (rim * 1.6f) - 0.1f), 0, 1);
        }

        return edges;
    }

    private static byte[] Blurred(byte[] pixels, int side, int bands, double sigma)
    {
        using var image = Image.NewFromMemoryCopy(pixels.AsSpan(), side, side, bands, Enums.BandFormat.Uchar);
        using var soft = image.Gaussblur(sigma, minAmpl: 0.01, precision: Enums.Precision.Float);
        using var rounded = soft.Rint();
        using var bytes = rounded.Cast(Enums.BandFormat.Uchar);
        return bytes.WriteToMemory<byte>();
    }

    private static Image Rgb(byte[] pixels, int side) =>
        Image.NewFromMemoryCopy(pixels.AsSpan(), side, side, 3, Enums.BandFormat.Uchar);
}
