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

    /// <summary>At least this large; the edges to the right and below are repeated where it was smaller.</summary>
    public static RgbImage PadTo(RgbImage picture, int side)
    {
        if (picture.Width >= side && picture.Height >= side)
        {
            return picture;
        }

        using var vips = Vips.FromRgb(picture);
        using var padded = vips.Embed(
            0,
            0,
            Math.Max(side, picture.Width),
            Math.Max(side, picture.Height),
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
