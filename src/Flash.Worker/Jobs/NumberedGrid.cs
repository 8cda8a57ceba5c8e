using Flash.Inference;

namespace Flash.Worker.Jobs;

/// <summary>Several pictures as one, for chats that show one picture to a message: a gap between them, and in the
/// corner of each the number that its buttons carry.</summary>
internal static class NumberedGrid
{
    private const byte Background = 24;
    private const byte Ink = 240;

    // Three columns by five rows each, the top row first, the left column in the highest bit.
    private static readonly string[] Digits =
    [
        "010110010010111", // 1
        "111001111100111", // 2
        "111001111001111", // 3
        "101101111001001", // 4
        "111100111001111", // 5
        "111100111101111", // 6
        "111001010010010", // 7
        "111101111101111", // 8
    ];

    /// <param name="pictures">1 to 8 of the same size; one alone stays as it is.</param>
    public static RgbImage Compose(IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Count == 1)
        {
            return pictures[0];
        }

        var (width, height) = (pictures[0].Width, pictures[0].Height);
        var gap = Math.Max(2, width / 64);
        var columns = pictures.Count <= 4 ? 2 : 4;
        var rows = (pictures.Count + columns - 1) / columns;
        var (across, down) = ((columns * (width + gap)) - gap, (rows * (height + gap)) - gap);
        var pixels = new byte[across * down * 3];
        pixels.AsSpan().Fill(Background);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (left, top) = (i % columns * (width + gap), i / columns * (height + gap));
            for (var y = 0; y < height; y++)
            {
                var row = pictures[i].Pixels.Span.Slice(y * width * 3, width * 3);
                row.CopyTo(pixels.AsSpan((((top + y) * across) + left) * 3));
            }

            Number(pixels, across, left, top, Digits[i], Math.Max(1, width / 128));
        }

        return new RgbImage(across, down, pixels);
    }

    /// <summary>A light digit on a dark plate of five by seven dots in the upper left corner.</summary>
    private static void Number(byte[] pixels, int across, int left, int top, string digit, int dot)
    {
        for (var y = 0; y < 7 * dot; y++)
        {
            for (var x = 0; x < 5 * dot; x++)
            {
                var (column, row) = ((x / dot) - 1, (y / dot) - 1);
                var isInk = column is >= 0 and < 3 && row is >= 0 and < 5 && digit[(row * 3) + column] == '1';
                pixels.AsSpan((((top + y) * across) + left + x) * 3, 3).Fill(isInk ? Ink : Background);
            }
        }
    }
}
