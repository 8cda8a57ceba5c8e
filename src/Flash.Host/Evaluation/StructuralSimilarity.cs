using Flash.Inference;

namespace Flash.Host.Evaluation;

/// <summary>
/// The structural similarity of two pictures, -1 to 1, on their luma in windows of 8x8 pixels that overlap by half
/// (Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity").
/// </summary>
internal static class StructuralSimilarity
{
    private const int Window = 8;
    private const int Step = Window / 2;
    private const double C1 = 0.01 * 255 * 0.01 * 255;
    private const double C2 = 0.03 * 255 * 0.03 * 255;

    /// <summary>Of each window: row by row, from the top left.</summary>
    /// <exception cref="ArgumentException">The pictures differ in size.</exception>
    public static IReadOnlyList<Similarity> Compare(RgbImage a, RgbImage b)
    {
        if ((a.Width, a.Height) != (b.Width, b.Height))
        {
            throw new ArgumentException($"{a.Width}x{a.Height} and {b.Width}x{b.Height} pixels cannot be compared.");
        }

        var (left, right) = (Luma(a), Luma(b));
        var windows = new List<Similarity>();
        for (var y = 0; y + Window <= a.Height; y += Step)
        {
            for (var x = 0; x + Window <= a.Width; x += Step)
            {
                windows.Add(Of(left, right, a.Width, x, y));
            }
        }

        return windows;
    }

    private static Similarity Of(double[] a, double[] b, int width, int x, int y)
    {
        double sumA = 0,
            sumB = 0,
            sumAA = 0,
            sumBB = 0,
            sumAB = 0;
        for (var row = y; row < y + Window; row++)
        {
            for (var i = row * width + x; i < row * width + x + Window; i++)
            {
                sumA += a[i];
                sumB += b[i];
                sumAA += a[i] * a[i];
                sumBB += b[i] * b[i];
                sumAB += a[i] * b[i];
            }
        }

        const double count = Window * Window;
        var (meanA, meanB) = (sumA / count, sumB / count);
        var (varianceA, varianceB) = (sumAA / count - meanA * meanA, sumBB / count - meanB * meanB);
        var light = (2 * meanA * meanB + C1) / (meanA * meanA + meanB * meanB + C1);
        var structure = (2 * (sumAB / count - meanA * meanB) + C2) / (varianceA + varianceB + C2);
        return new Similarity(light * structure, structure);
    }

    // ITU-R BT.601.
    private static double[] Luma(RgbImage picture)
    {
        var pixels = picture.Pixels.Span;
        var luma = new double[picture.Width * picture.Height];
        for (var i = 0; i < luma.Length; i++)
        {
            luma[i] = 0.299 * pixels[3 * i] + 0.587 * pixels[3 * i + 1] + 0.114 * pixels[3 * i + 2];
        }

        return luma;
    }

    /// <param name="Whole">With light, contrast and structure.</param>
    /// <param name="Structure">Without light: what stays when night falls.</param>
    internal readonly record struct Similarity(double Whole, double Structure);
}
