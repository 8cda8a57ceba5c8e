using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>Pictures to other sizes, by libvips' Lanczos kernel.</summary>
internal static class PictureScaling
{
    /// <summary>Fills a frame of this size: scaled until both sides reach it, what hangs over is cut off
    /// evenly.</summary>
    public static RgbImage Cover(RgbImage picture, int width, int height)
    {
        if (picture.Width == width && picture.Height == height)
        {
            return picture;
        }

        var scale = Math.Max((double)width / picture.Width, (double)height / picture.Height);
        using var vips = Vips.FromRgb(picture);
        using var scaled = vips.Resize(scale, kernel: Enums.Kernel.Lanczos3);
        // Rounding may leave a side one pixel short; its edge is repeated then.
        using var large = scaled.Embed(
            0,
            0,
            Math.Max(width, scaled.Width),
            Math.Max(height, scaled.Height),
            extend: Enums.Extend.Copy
        );
        using var cut = large.Crop((large.Width - width) / 2, (large.Height - height) / 2, width, height);
        return Vips.ToRgb(cut);
    }

    /// <summary>Exactly this size, whatever the proportions.</summary>
    public static RgbImage Stretch(RgbImage picture, int width, int height)
    {
        using var vips = Vips.FromRgb(picture);
        using var scaled = vips.Resize(
            (double)width / picture.Width,
            vscale: (double)height / picture.Height,
            kernel: Enums.Kernel.Lanczos3
        );
        using var exact = scaled.Embed(0, 0, width, height, extend: Enums.Extend.Copy);
        return Vips.ToRgb(exact);
    }

    /// <summary>With its edges repeated all around, and further to the right and below where it would still be smaller
    /// than asked for.</summary>
    /// <param name="picture">What lies in the middle.</param>
    /// <param name="margin">Pixels on every side.</param>
    /// <param name="least">Pixels along each side of the result.</param>
    public static RgbImage Surround(RgbImage picture, int margin, int least)
    {
        using var vips = Vips.FromRgb(picture);
        using var padded = vips.Embed(
            margin,
            margin,
            Math.Max(least, picture.Width + (2 * margin)),
            Math.Max(least, picture.Height + (2 * margin)),
            extend: Enums.Extend.Copy
        );
        return Vips.ToRgb(padded);
    }

    /// <summary>A part of a picture, as it is.</summary>
    public static RgbImage Cut(RgbImage picture, int left, int top, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            picture
                .Pixels.Span.Slice((((top + y) * picture.Width) + left) * 3, width * 3)
                .CopyTo(pixels.AsSpan(y * width * 3));
        }

        return new RgbImage(width, height, pixels);
    }
}
