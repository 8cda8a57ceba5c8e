using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Width to height in lowest terms, such as 16:9; between 1:3 and 3:1.</summary>
public readonly partial record struct AspectRatio
{
    private AspectRatio(int width, int height) => (Width, Height) = (width, height);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads <c>16:9</c>, <c>16x9</c>, <c>16/9</c>, <c>1920x1080</c>, <c>2.39:1</c>, <c>1.5</c> and words such
    /// as <c>portrait</c>; false for anything else and for ratios outside the range.</summary>
    public static bool TryParse(string text, out AspectRatio ratio)
    {
        ratio = default;
        var plain = Glyphs.Plain(text).Trim();
        if (Named(plain) is { } named)
        {
            ratio = named;
            return true;
        }

        if (Numbers().Match(plain) is not { Success: true } match)
        {
            return false;
        }

        var height = match.Groups[2];
        return (height.Success || plain.Contains('.', StringComparison.Ordinal))
            && decimal.TryParse(
                match.Groups[1].ValueSpan,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var w
            )
            && decimal.TryParse(
                height.Success ? height.ValueSpan : "1",
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var h
            )
            && TryMake(w, h, out ratio);
    }

    /// <summary>The ratio of two lengths; false outside the range.</summary>
    public static bool TryMake(decimal width, decimal height, out AspectRatio ratio)
    {
        ratio = default;
        if (
            width <= 0
            || height <= 0
            || width > 100_000
            || height > 100_000
            || width > 3 * height
            || height > 3 * width
        )
        {
            return false;
        }

        var (w, h) = ((int)(width * 1_000), (int)(height * 1_000));
        var divisor = Divisor(w, h);
        ratio = new AspectRatio(w / divisor, h / divisor);
        return ratio is { Width: > 0, Height: > 0 };
    }

    /// <summary>The size with this ratio and about the area of a square of <paramref name="edge"/> pixels, in multiples
    /// of <paramref name="multiple"/>.</summary>
    public (int Width, int Height) SizeFor(int edge, int multiple)
    {
        var scale = Math.Sqrt((double)Width / Height);
        return (Round(edge * scale), Round(edge / scale));

        int Round(double pixels) => Math.Max(1, (int)Math.Round(pixels / multiple)) * multiple;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}:{Height}");

    private static AspectRatio? Named(string word) =>
        Orientation().Replace(word.ToLowerInvariant(), "") switch
        {
            "square" => new AspectRatio(1, 1),
            "portrait" or "vertical" or "tall" => new AspectRatio(2, 3),
            "landscape" or "horizontal" => new AspectRatio(3, 2),
            "wide" or "widescreen" => new AspectRatio(16, 9),
            _ => null,
        };

    [GeneratedRegex(@" (?:mode|format|orientation)$")]
    private static partial Regex Orientation();

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    [GeneratedRegex(
        @"^(\d{1,5}(?:\.\d{1,4})?)(?:\s?(?:[:;x*/|-]|by|to)\s?(\d{1,5}(?:\.\d{1,4})?)\s?(?:px)?)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Numbers();
}
