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

    /// <summary>Settles how libvips works here, before its first use; every other member does it by itself.</summary>
    public static void Initialize() { }

    /// <summary>The caller disposes it.</summary>
    public static Image FromRgb(RgbImage image)
    {
        using var raw = Image.NewFromMemoryCopy(
            image.Pixels.Span,
            image.Width,
            image.Height,
            3,
            Enums.BandFormat.Uchar
        );
        return raw.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <param name="image">8 bits each of red, green and blue.</param>
    public static RgbImage ToRgb(Image image) => new(image.Width, image.Height, image.WriteToMemory<byte>());
}
