using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>A mask as a page sends it: a small PNG in the shape of the picture, light where it was painted.</summary>
internal static class MaskFile
{
    /// <summary>Largest file, in bytes. One of 256x256 pixels has about 2 KB.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>Longest side, in pixels.</summary>
    public const int MaxSide = 1024;

    /// <summary>Share of the picture that may be painted: where nothing is left, it is another picture.</summary>
    public const double MostPainted = 0.9;

    // How far its proportions may be from the picture's: a pixel of a small one.
    private const double Tolerance = 0.03;

    /// <summary>Reads a mask for a picture of a size; a sentence for the person where it cannot be used.</summary>
    /// <param name="texts">In which language to refuse.</param>
    /// <param name="file">The whole file, of a stranger.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="height">Its height.</param>
    public static (PaintedMask? Mask, string? Refusal) Read(Texts texts, ReadOnlySpan<byte> file, int width, int height)
    {
        if (file.Length > MaxBytes)
        {
            return (null, texts.MaskTooLarge);
        }

        if (PngShades.SizeOf(file) is not { } size)
        {
            return (null, texts.MaskUnreadable);
        }

        if (Math.Max(size.Width, size.Height) > MaxSide || Math.Min(size.Width, size.Height) < 1)
        {
            return (null, texts.MaskTooLarge);
        }

        if (Math.Abs(((double)size.Width * height / (size.Height * (double)width)) - 1) > Tolerance)
        {
            return (null, texts.MaskOtherShape(size.Width, size.Height, width, height));
        }

        if (PngShades.Read(file) is not { } shades)
        {
            return (null, texts.MaskUnreadable);
        }

        var (across, down) = Fit(width, height);
        var cells = Reduce(shades, across, down);
        var share = (double)cells.Count(cell => cell) / cells.Length;
        return share switch
        {
            0 => (null, texts.MaskEmpty),
            > MostPainted => (null, texts.MaskCoversAll),
            _ => (PaintedMask.Of(across, down, cells), null),
        };
    }

    /// <summary>As many cells as fit a mask, in the shape of the picture, and no more than it has pixels.</summary>
    private static (int Across, int Down) Fit(int width, int height)
    {
        var scale = Math.Min(1.0, (double)PaintedMask.MaxSide / Math.Max(width, height));
        return ((int)Math.Max(1, Math.Round(width * scale)), (int)Math.Max(1, Math.Round(height * scale)));
    }

    /// <summary>A cell is painted where half of its light is there.</summary>
    private static bool[] Reduce(PngShades shades, int across, int down)
    {
        var cells = new bool[across * down];
        for (var i = 0; i < cells.Length; i++)
        {
            var (left, right) = Span(i % across, across, shades.Width);
            var (top, bottom) = Span(i / across, down, shades.Height);
            var sum = 0;
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    sum += shades.Shades[(y * shades.Width) + x];
                }
            }

            cells[i] = sum >= 128 * (right - left) * (bottom - top);
        }

        return cells;
    }

    // The pixels of one cell: at least one, where there are fewer pixels than cells.
    private static (int From, int To) Span(int cell, int cells, int pixels)
    {
        var from = cell * pixels / cells;
        return (from, Math.Max(from + 1, (cell + 1) * pixels / cells));
    }
}
