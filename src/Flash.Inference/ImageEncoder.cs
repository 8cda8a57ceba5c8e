using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>Pictures to files, through libvips.</summary>
/// <remarks>Thread safe. Settings are those measured to be small and quick for these pictures.</remarks>
public static class ImageEncoder
{
    /// <summary>JPEG, 4:2:0, without metadata.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeJpeg(RgbImage image, int quality = 90) => EncodeJpeg(image, quality, null);

    /// <summary>PNG, 8 bits per channel, without metadata.</summary>
    public static byte[] EncodePng(RgbImage image) => EncodePng(image, null);

    internal static byte[] EncodeJpeg(RgbImage image, int quality, byte[]? xmp)
    {
        CheckQuality("JPEG", quality);
        using var vips = WithXmp(image, xmp);
        return vips.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.Xmp);
    }

    internal static byte[] EncodeWebp(RgbImage image, int quality, byte[]? xmp)
    {
        CheckQuality("WebP", quality);
        using var vips = WithXmp(image, xmp);
        return vips.WebpsaveBuffer(q: quality, keep: Enums.ForeignKeep.Xmp);
    }

    internal static byte[] EncodePng(RgbImage image, byte[]? xmp)
    {
        // libvips' default of no filter makes files 45 % larger.
        using var vips = WithXmp(image, xmp);
        return vips.PngsaveBuffer(compression: 3, filter: Enums.ForeignPngFilter.Sub, keep: Enums.ForeignKeep.Xmp);
    }

    /// <summary>A GIF that loops for ever; <see cref="AnimationEncoder"/> knows other formats and limits.</summary>
    /// <param name="frames">At least one, all of the same size.</param>
    /// <param name="frameDelay">How long each is shown: 20 ms to 60 s, kept to hundredths of a second.</param>
    public static byte[] EncodeGif(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay) =>
        AnimationEncoder.Encode(frames, frameDelay, AnimationFormat.Gif).Bytes;

    private static void CheckQuality(string format, int quality)
    {
        if (quality is < 1 or > 100)
        {
            throw new ArgumentException($"{format} quality is 1 to 100; {quality} was given.");
        }
    }

    private static Image WithXmp(RgbImage image, byte[]? xmp)
    {
        var vips = Vips.FromRgb(image);
        if (xmp is null)
        {
            return vips;
        }

        using (vips)
        {
            return vips.Mutate(mutable => mutable.Set(GValue.BlobType, "xmp-data", xmp));
        }
    }
}
