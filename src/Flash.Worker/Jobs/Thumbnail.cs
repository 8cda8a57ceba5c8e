using Flash.Inference;

namespace Flash.Worker.Jobs;

/// <summary>A picture small enough to be kept for ever.</summary>
internal static class Thumbnail
{
    /// <summary>The longer side, in pixels.</summary>
    public const int Side = 128;

    /// <summary>A JPEG of at most <see cref="Side"/> pixels each way; every pixel is the mean of those it stands
    /// for.</summary>
    public static byte[] Encode(RgbImage picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= Side)
        {
            return ImageEncoder.EncodeJpeg(picture, quality: 75);
        }

        var width = Math.Max(1, picture.Width * Side / longest);
        var height = Math.Max(1, picture.Height * Side / longest);
        var source = picture.Pixels.Span;
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (y * picture.Height / height, (y + 1) * picture.Height / height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (x * picture.Width / width, (x + 1) * picture.Width / width);
                var (red, green, blue) = (0, 0, 0);
                for (var row = top; row < bottom; row++)
                {
                    for (var at = ((row * picture.Width) + left) * 3; at < ((row * picture.Width) + right) * 3; at += 3)
                    {
                        (red, green, blue) = (red + source[at], green + source[at + 1], blue + source[at + 2]);
                    }
                }

                var count = (bottom - top) * (right - left);
                var target = ((y * width) + x) * 3;
                (pixels[target], pixels[target + 1], pixels[target + 2]) = (
                    (byte)(red / count),
                    (byte)(green / count),
                    (byte)(blue / count)
                );
            }
        }

        return ImageEncoder.EncodeJpeg(new RgbImage(width, height, pixels), quality: 75);
    }
}
