using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>Pictures to files, through libvips.</summary>
/// <remarks>Thread safe. Settings are those measured to be small and quick for these pictures.</remarks>
public static class ImageEncoder
{
    /// <summary>JPEG, 4:2:0.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeJpeg(RgbImage image, int quality = 90)
    {
        if (quality is < 1 or > 100)
        {
            throw new ArgumentException($"JPEG quality is 1 to 100; {quality} was given.");
        }

        using var vips = Vips.FromRgb(image);
        return vips.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None);
    }

    /// <summary>PNG, 8 bits per channel.</summary>
    public static byte[] EncodePng(RgbImage image)
    {
        // libvips' default of no filter makes files 45 % larger.
        using var vips = Vips.FromRgb(image);
        return vips.PngsaveBuffer(compression: 3, filter: Enums.ForeignPngFilter.Sub, keep: Enums.ForeignKeep.None);
    }

    /// <summary>A GIF that loops for ever.</summary>
    /// <param name="frames">At least one, all of the same size.</param>
    /// <param name="frameDelay">How long each is shown: 20 ms to 60 s, kept to hundredths of a second.</param>
    public static byte[] EncodeGif(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay)
    {
        if (frames.Count == 0)
        {
            throw new ArgumentException("A GIF has at least one frame; none was given.");
        }

        if (frameDelay < TimeSpan.FromMilliseconds(20) || frameDelay > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"A GIF's frame is shown 20 ms to 60 s; {frameDelay.TotalMilliseconds} ms was given.");
        }

        return AnimatedGif.Encode(frames, frameDelay);
    }
}
