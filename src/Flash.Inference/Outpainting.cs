using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>A picture on a larger canvas, ready to be continued beyond its edges.</summary>
/// <param name="Picture">The picture, with its edges repeated and blurred beyond them; for <see
/// cref="TextToImageRequest.InitImage"/>.</param>
/// <param name="Mask">Light beyond the edges; for <see cref="TextToImageRequest.Mask"/>.</param>
public sealed record Outpainting(RgbImage Picture, RgbImage Mask)
{
    /// <param name="picture">The picture.</param>
    /// <param name="left">Pixels to add, none or more; likewise the others.</param>
    /// <param name="top">Above.</param>
    /// <param name="right">To the right.</param>
    /// <param name="bottom">Below.</param>
    /// <exception cref="ArgumentException">A number below 0, or more than the picture's own side, of which
    /// little would follow from it.</exception>
    public static Outpainting Extend(RgbImage picture, int left, int top, int right, int bottom)
    {
        if (
            Math.Min(Math.Min(left, right), Math.Min(top, bottom)) < 0
            || Math.Max(left, right) > picture.Width
            || Math.Max(top, bottom) > picture.Height
        )
        {
            throw new ArgumentException(
                $"Each side of a {picture.Width}x{picture.Height} picture grows by 0 up to its own length; {left}, "
                    + $"{top}, {right}, {bottom} were given."
            );
        }

        var (width, height) = (picture.Width + left + right, picture.Height + top + bottom);
        using var vips = Vips.FromRgb(picture);
        using var mirrored = vips.Embed(left, top, width, height, extend: Enums.Extend.Copy);
        using var blurred = mirrored.Gaussblur(Math.Max(picture.Width, picture.Height) / 16.0);
        using var whole = blurred.Insert(vips, left, top);
        var mask = new byte[width * height * 3];
        mask.AsSpan().Fill(255);
        for (var y = 0; y < picture.Height; y++)
        {
            mask.AsSpan((((top + y) * width) + left) * 3, picture.Width * 3).Clear();
        }

        return new Outpainting(Vips.ToRgb(whole), new RgbImage(width, height, mask));
    }

    /// <summary>Lays a picture somewhere on a canvas of a given size, scaled; what hangs over the canvas is cut
    /// off.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">The canvas, in pixels; likewise <paramref name="height"/>.</param>
    /// <param name="height">Its height.</param>
    /// <param name="left">Where the picture's left edge lies, as a share of the canvas' width; below 0 it is cut
    /// off.</param>
    /// <param name="top">Where its upper edge lies, as a share of the canvas' height.</param>
    /// <param name="across">How wide the picture is on it, as a share of the canvas' width.</param>
    /// <param name="down">How high, as a share of its height.</param>
    /// <exception cref="ArgumentException">What lies beyond the picture is wider than the part of it that is
    /// seen.</exception>
    public static Outpainting Place(
        RgbImage picture,
        int width,
        int height,
        double left,
        double top,
        double across,
        double down
    )
    {
        var (w, h) = ((int)Math.Round(width * across), (int)Math.Round(height * down));
        var (x, y) = ((int)Math.Round(width * left), (int)Math.Round(height * top));
        var (fromX, fromY) = (Math.Max(0, -x), Math.Max(0, -y));
        var (seenWidth, seenHeight) = (Math.Min(w, width - x) - fromX, Math.Min(h, height - y) - fromY);
        if (seenWidth < 1 || seenHeight < 1)
        {
            throw new ArgumentException(
                $"Some of the picture lies on the canvas of {width}x{height}; at {x}, {y} with {w}x{h} nothing does."
            );
        }

        using var vips = Vips.FromRgb(PictureScaling.Stretch(picture, w, h));
        using var seen = vips.Crop(fromX, fromY, seenWidth, seenHeight);
        var (atX, atY) = (Math.Max(0, x), Math.Max(0, y));
        return Extend(Vips.ToRgb(seen), atX, atY, width - atX - seenWidth, height - atY - seenHeight);
    }
}
