using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>Files that people send to pictures, through libvips. Made for files that nobody vouches for.</summary>
/// <remarks>Thread safe. Read are JPEG, PNG, WebP and the first frame of GIF; metadata is dropped, its orientation
/// applied.</remarks>
public static class ImageDecoder
{
    /// <summary>Largest file that is looked at.</summary>
    public const int MaxBytes = 20_000_000;

    /// <summary>Most pixels, known from the file's header before any is unpacked.</summary>
    public const int MaxPixels = 25_000_000;

    private const int MinSide = 16;

    /// <param name="file">The whole file.</param>
    /// <param name="maxSide">Larger pictures are reduced so that neither side is longer. Default 4096.</param>
    /// <exception cref="ArgumentException">No picture, of a kind that is not read, damaged, or too large; the message
    /// says which.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, int maxSide = 4096)
    {
        if (file.Length > MaxBytes)
        {
            throw new ArgumentException(
                $"A picture's file has at most {MaxBytes / 1_000_000} MB; this one has {file.Length / 1e6:0.0}."
            );
        }

        // Only readers that are known to be safe on hostile input are ever chosen, whatever else libvips was built
        // with.
        if (!IsKnown(file))
        {
            throw new ArgumentException("This file is no picture that can be read; JPEG, PNG, WebP and GIF are.");
        }

        try
        {
            return Read(file.ToArray(), maxSide);
        }
        catch (VipsException e)
        {
            throw new ArgumentException("This picture is damaged or incomplete; it cannot be read.", e);
        }
    }

    private static RgbImage Read(byte[] file, int maxSide)
    {
        Vips.Initialize();
        using var image = Image.NewFromBuffer(file, failOn: Enums.FailOn.Error);
        if ((long)image.Width * image.Height > MaxPixels || Math.Min(image.Width, image.Height) < MinSide)
        {
            throw new ArgumentException(
                $"A picture is at least {MinSide}x{MinSide} and has at most {MaxPixels / 1_000_000} million pixels; this one is {image.Width}x{image.Height}."
            );
        }

        var side = Math.Min(maxSide, Math.Max(image.Width, image.Height));
        using var upright = image.ThumbnailImage(side, height: side, size: Enums.Size.Down);
        using var colours = upright.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: [255, 255, 255]) : colours.Copy();
        using var bytes = opaque.Cast(Enums.BandFormat.Uchar);
        using var three =
            bytes.Bands == 3 ? bytes.Copy() : bytes.ExtractBand(0).Bandjoin(bytes.ExtractBand(0), bytes.ExtractBand(0));
        return Vips.ToRgb(three);
    }

    private static bool IsKnown(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8)
        || (file.StartsWith("RIFF"u8) && file.Length > 12 && file[8..].StartsWith("WEBP"u8));
}
