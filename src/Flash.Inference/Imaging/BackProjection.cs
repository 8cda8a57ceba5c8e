using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>Makes an enlarged picture shrink back to what it was made from (Irani and Peleg 1991): what the shrunk one
/// lacks is enlarged and added.</summary>
/// <remarks>Once: colours, contrast and lines then are those of the original. A second time would sharpen the pixel
/// grid of noisy and compressed pictures.</remarks>
internal static class BackProjection
{
    /// <param name="large">A whole number of times as wide and as high as the original.</param>
    /// <param name="original">What it was made from.</param>
    public static RgbImage Apply(RgbImage large, RgbImage original)
    {
        var scale = (double)large.Width / original.Width;
        using var bytes = Vips.FromRgb(large);
        using var sharp = bytes.Cast(Enums.BandFormat.Float);
        using var shrunk = sharp.Resize(1 / scale, kernel: Enums.Kernel.Lanczos3);
        using var source = Vips.FromRgb(original);
        using var missing = source - shrunk;
        using var added = missing.Resize(scale, kernel: Enums.Kernel.Cubic);
        using var sum = sharp + added;
        using var whole = sum.Rint();
        using var result = whole.Cast(Enums.BandFormat.Uchar);
        return Vips.ToRgb(result);
    }
}
