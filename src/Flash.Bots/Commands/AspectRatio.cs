using System.Globalization;

namespace Flash.Bots.Commands;

/// <summary>Width to height, such as 16:9; between 1:3 and 3:1.</summary>
public readonly record struct AspectRatio
{
    private AspectRatio(int width, int height) => (Width, Height) = (width, height);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads <c>16:9</c> or <c>16x9</c>; false for anything else and for ratios outside the range.</summary>
    public static bool TryParse(string text, out AspectRatio ratio)
    {
        ratio = default;
        var parts = text.Split(':', 'x');
        if (
            parts.Length != 2
            || !TryParsePart(parts[0], out var width)
            || !TryParsePart(parts[1], out var height)
            || width > 3 * height
            || height > 3 * width
        )
        {
            return false;
        }

        ratio = new AspectRatio(width, height);
        return true;
    }

    /// <summary>The size with this ratio and about the area of a square of <paramref name="edge"/> pixels, in multiples
    /// of <paramref name="multiple"/>.</summary>
    public (int Width, int Height) SizeFor(int edge, int multiple)
    {
        var scale = Math.Sqrt((double)Width / Height);
        return (Round(edge * scale), Round(edge / scale));

        int Round(double pixels) => Math.Max(1, (int)Math.Round(pixels / multiple)) * multiple;
    }

    private static bool TryParsePart(string text, out int part) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out part) && part is >= 1 and <= 100;
}
