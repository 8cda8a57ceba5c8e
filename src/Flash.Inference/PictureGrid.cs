namespace Flash.Inference;

/// <summary>Several pictures as one: two side by side, four as 2x2, and so on, in rows of two (up to four) or
/// four.</summary>
public static class PictureGrid
{
    /// <param name="pictures">1 to 8, all of the same size.</param>
    /// <exception cref="ArgumentException">None, too many, or of different sizes.</exception>
    public static RgbImage Compose(IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Count is < 1 or > TextToImageRequest.MaxCount)
        {
            throw new ArgumentException(
                $"A grid shows 1 to {TextToImageRequest.MaxCount} pictures; {pictures.Count} were given."
            );
        }

        var (width, height) = (pictures[0].Width, pictures[0].Height);
        if (pictures.Any(picture => picture.Width != width || picture.Height != height))
        {
            throw new ArgumentException(
                $"The pictures of a grid are all {width}x{height}, as the first; one is of another size."
            );
        }

        var columns = pictures.Count switch
        {
            1 => 1,
            <= 4 => 2,
            _ => 4,
        };
        var rows = (pictures.Count + columns - 1) / columns;
        var pixels = new byte[rows * height * columns * width * 3];
        // Places that stay empty are dark, not black, so that they read as background.
        pixels.AsSpan().Fill(24);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (row, column) = (i / columns, i % columns);
            for (var y = 0; y < height; y++)
            {
                var target = (((((row * height) + y) * columns) + column) * width) * 3;
                pictures[i].Pixels.Span.Slice(y * width * 3, width * 3).CopyTo(pixels.AsSpan(target));
            }
        }

        return new RgbImage(columns * width, rows * height, pixels);
    }
}
