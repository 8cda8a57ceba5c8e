using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>The way into libvips.</summary>
internal static class Vips
{
    // Pictures are made once and never asked for again, and the cores belong to the model.
    static Vips()
    {
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
    }

    /// <summary>The caller disposes it.</summary>
    public static Image FromRgb(RgbImage image)
    {
        using var raw = Image.NewFromMemoryCopy(image.Pixels.Span, image.Width, image.Height, 3, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
