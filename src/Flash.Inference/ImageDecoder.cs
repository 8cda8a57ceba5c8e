using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>Files that people send to pictures, through libvips. Made for files that no one vouches for.</summary>
/// <remarks>Thread safe. What a file is, its first bytes say. Read are JPEG, PNG, WebP, AVIF, TIFF and the first frame
/// of GIF, and HEIC where libvips can; metadata is dropped, its orientation applied. Large pictures are reduced while
/// they are read.</remarks>
public static class ImageDecoder
{
    /// <summary>Largest file that is looked at.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Most pixels, known from the file's header before any is unpacked.</summary>
    public const int MaxPixels = 100_000_000;

    private const int MinSide = 16;

    /// <param name="file">The whole file.</param>
    /// <param name="maxSide">Larger pictures are reduced so that neither side is longer. Default 4096.</param>
    /// <exception cref="PictureException">No picture, of a kind that is not read, damaged, or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, int maxSide = 4096)
    {
        if (file.Length > MaxBytes)
        {
            throw new PictureException(
                PictureProblem.TooLarge,
                $"A picture's file has at most {MaxBytes / 1_000_000} MB; this one has {file.Length / 1e6:0.0}."
            );
        }

        // Only readers that are known to be safe on hostile input are ever chosen, whatever else libvips was built
        // with.
        var isHeic = IsHeic(file);
        if (!isHeic && !IsKnown(file))
        {
            throw new PictureException(
                PictureProblem.NotAPicture,
                "This file is no picture that can be read; JPEG, PNG, WebP, GIF, AVIF and TIFF are."
            );
        }

        try
        {
            return Read(file.ToArray(), maxSide);
        }
        catch (VipsException e)
        {
            throw isHeic
                ? new PictureException(
                    PictureProblem.Heic,
                    "HEIC cannot be read here; JPEG, PNG, WebP, GIF, AVIF and TIFF can.",
                    e
                )
                : new PictureException(
                    PictureProblem.Damaged,
                    "This picture is damaged or incomplete; it cannot be read.",
                    e
                );
        }
    }

    private static RgbImage Read(byte[] file, int maxSide)
    {
        Vips.Initialize();
        // Row by row: of 100 million pixels only what is being reduced is ever unpacked.
        using var header = Image.NewFromBuffer(file, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        if ((long)header.Width * header.Height > MaxPixels || Math.Min(header.Width, header.Height) < MinSide)
        {
            throw new PictureException(
                Math.Min(header.Width, header.Height) < MinSide ? PictureProblem.TooSmall : PictureProblem.TooLarge,
                $"A picture is at least {MinSide}x{MinSide} and has at most {MaxPixels / 1_000_000} million pixels; "
                    + $"this one is {header.Width}x{header.Height}."
            );
        }

        var side = Math.Min(maxSide, Math.Max(header.Width, header.Height));
        // JPEG unpacks no more pixels than are wanted.
        var shrink = IsJpeg(file) ? Shrink(header, side) : 1;
        using var image =
            shrink == 1
                ? header.Copy()
                : Image.JpegloadBuffer(
                    file,
                    shrink: shrink,
                    access: Enums.Access.Sequential,
                    failOn: Enums.FailOn.Error
                );
        // Colours of other spaces (phones' Display P3, printers' CMYK) as people see them.
        using var upright = image.ThumbnailImage(side, height: side, size: Enums.Size.Down, outputProfile: "srgb");
        using var colours = upright.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: [255, 255, 255]) : colours.Copy();
        using var bytes = opaque.Cast(Enums.BandFormat.Uchar);
        using var three =
            bytes.Bands == 3 ? bytes.Copy() : bytes.ExtractBand(0).Bandjoin(bytes.ExtractBand(0), bytes.ExtractBand(0));
        return Vips.ToRgb(three);
    }

    // What libjpeg can divide by while it reads, and never below what is wanted.
    private static int Shrink(Image header, int side)
    {
        var factor = Math.Max(header.Width, header.Height) / side;
        return factor >= 8 ? 8
            : factor >= 4 ? 4
            : factor >= 2 ? 2
            : 1;
    }

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool IsKnown(ReadOnlySpan<byte> file) =>
        IsJpeg(file)
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8)
        || (file.StartsWith("RIFF"u8) && file.Length > 12 && file[8..].StartsWith("WEBP"u8))
        || file.StartsWith("II*\0"u8)
        || file.StartsWith("MM\0*"u8)
        || Brands(file).IndexOf("avif"u8) >= 0;

    // The ISO container of AVIF has other brands with HEIC in it.
    private static bool IsHeic(ReadOnlySpan<byte> file)
    {
        var brands = Brands(file);
        return brands.IndexOf("avif"u8) < 0
            && (
                brands.IndexOf("heic"u8) >= 0
                || brands.IndexOf("heix"u8) >= 0
                || brands.IndexOf("hevc"u8) >= 0
                || brands.IndexOf("mif1"u8) >= 0
                || brands.IndexOf("msf1"u8) >= 0
            );
    }

    private static ReadOnlySpan<byte> Brands(ReadOnlySpan<byte> file) =>
        file.Length > 12 && file[4..].StartsWith("ftyp"u8) ? file[8..Math.Min(file.Length, 64)] : [];
}
