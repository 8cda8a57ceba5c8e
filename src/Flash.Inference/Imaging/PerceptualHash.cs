using System.Numerics;

namespace Flash.Inference;

/// <summary>
/// 64 bits that stay nearly the same when a picture is scaled, compressed or lightly retouched: the signs of its lowest
/// frequencies around their median (the method known as pHash). Two pictures look alike when few bits differ.
/// </summary>
public static class PerceptualHash
{
    private const int Side = 32;
    private const int Frequencies = 8;

    // cos((2x + 1) u π / 2N), the DCT-II, for the frequencies 1 to 8: the constant one is only how bright the picture
    // is.
    private static readonly float[] Cosines = MakeCosines();

    /// <summary>The hash of a picture of any size.</summary>
    public static ulong Of(RgbImage picture)
    {
        Span<float> grey = stackalloc float[Side * Side];
        Shrink(picture, grey);

        Span<float> rows = stackalloc float[Frequencies * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Frequencies; u++)
            {
                rows[(u * Side) + y] = Dot(grey.Slice(y * Side, Side), u);
            }
        }

        Span<float> spectrum = stackalloc float[Frequencies * Frequencies];
        for (var u = 0; u < Frequencies; u++)
        {
            for (var v = 0; v < Frequencies; v++)
            {
                spectrum[(u * Frequencies) + v] = Dot(rows.Slice(u * Side, Side), v);
            }
        }

        Span<float> sorted = stackalloc float[spectrum.Length];
        spectrum.CopyTo(sorted);
        sorted.Sort();
        var median = (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        var hash = 0UL;
        for (var i = 0; i < spectrum.Length; i++)
        {
            hash |= spectrum[i] > median ? 1UL << i : 0;
        }

        return hash;
    }

    /// <summary>How many of the 64 bits differ: 0 for the same picture, about 32 for two that have nothing to do with
    /// each other.</summary>
    public static int Distance(ulong first, ulong second) => BitOperations.PopCount(first ^ second);

    /// <summary>Brightness (Rec. 601) at 32 × 32, each value the mean of the pixels it stands for.</summary>
    private static void Shrink(RgbImage picture, Span<float> grey)
    {
        var pixels = picture.Pixels.Span;
        for (var y = 0; y < Side; y++)
        {
            var (top, bottom) = Span(y, picture.Height);
            for (var x = 0; x < Side; x++)
            {
                var (left, right) = Span(x, picture.Width);
                var sum = 0L;
                for (var row = top; row < bottom; row++)
                {
                    for (var at = ((row * picture.Width) + left) * 3; at < ((row * picture.Width) + right) * 3; at += 3)
                    {
                        sum += (299 * pixels[at]) + (587 * pixels[at + 1]) + (114 * pixels[at + 2]);
                    }
                }

                grey[(y * Side) + x] = sum / (1000f * (bottom - top) * (right - left));
            }
        }
    }

    // A picture smaller than 32 pixels repeats them.
    private static (int From, int To) Span(int index, int length)
    {
        var from = index * length / Side;
        return (from, Math.Max(from + 1, (index + 1) * length / Side));
    }

    private static float Dot(ReadOnlySpan<float> values, int frequency)
    {
        var sum = 0f;
        for (var x = 0; x < Side; x++)
        {
            sum += values[x] * Cosines[(frequency * Side) + x];
        }

        return sum;
    }

    private static float[] MakeCosines()
    {
        var cosines = new float[Frequencies * Side];
        for (var u = 0; u < Frequencies; u++)
        {
            for (var x = 0; x < Side; x++)
            {
                cosines[(u * Side) + x] = MathF.Cos(((2 * x) + 1) * (u + 1) * MathF.PI / (2 * Side));
            }
        }

        return cosines;
    }
}
