using System.Globalization;
using Flash.Inference;

namespace Flash.Worker.Jobs.Lettering;

/// <summary>Words in pictures: Latin and Cyrillic, the same on every machine. What it has no letter for is left
/// out.</summary>
internal static class Letters
{
    /// <summary>Of a line, in pixels.</summary>
    public const int Height = 18;

    private const string More = "…";

    private static readonly Dictionary<char, (int Left, int Width)> Places = [];
    private static readonly RgbImage Strip = Load();

    /// <summary>Whether most of a text can be written.</summary>
    public static bool CanWrite(string text)
    {
        var letters = text.Where(c => !char.IsWhiteSpace(c)).ToList();
        return letters.Count(Places.ContainsKey) * 4 >= letters.Count * 3;
    }

    /// <summary>How wide a text is, in pixels.</summary>
    public static int WidthOf(string text) => text.Sum(c => Places.GetValueOrDefault(c).Width);

    /// <summary>A text on lines of a width, the last one cut where there is more.</summary>
    /// <param name="text">On one line.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="most">How many lines.</param>
    public static IReadOnlyList<string> Lines(string text, int width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line is "" ? word : $"{line} {word}";
            if (WidthOf(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (lines.Count == most - 1)
            {
                line = longer;
                break;
            }

            if (line is not "")
            {
                lines.Add(line);
            }

            line = word;
        }

        lines.Add(Cut(line, width));
        return lines;
    }

    /// <summary>Writes one line.</summary>
    /// <param name="canvas">RGB, row by row.</param>
    /// <param name="across">How wide the canvas is, in pixels; what goes beyond it is cut off.</param>
    /// <param name="left">Where the line begins.</param>
    /// <param name="top">Its upper edge; it must lie inside.</param>
    /// <param name="line">The words.</param>
    /// <param name="ink">How light they are, 0 to 255.</param>
    public static void Write(Span<byte> canvas, int across, int left, int top, string line, byte ink)
    {
        var strip = Strip.Pixels.Span;
        foreach (var letter in line)
        {
            var (start, width) = Places.GetValueOrDefault(letter);
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < width && left + x < across; x++)
                {
                    var share = strip[((y * Strip.Width) + start + x) * 3];
                    var at = ((((top + y) * across) + left + x) * 3);
                    for (var channel = 0; channel < 3; channel++)
                    {
                        canvas[at + channel] = (byte)((canvas[at + channel] * (255 - share) + (ink * share)) / 255);
                    }
                }
            }

            left += width;
        }
    }

    private static string Cut(string line, int width)
    {
        if (WidthOf(line) <= width)
        {
            return line;
        }

        while (line.Length > 0 && WidthOf(line + More) > width)
        {
            line = line[..^1];
        }

        return line.TrimEnd() + More;
    }

    private static RgbImage Load()
    {
        using var reader = new StreamReader(Open("letters.txt"));
        var (letters, widths) = (reader.ReadLine()!, reader.ReadLine()!.Split(' ')); // embedded
        var left = 0;
        foreach (var (letter, width) in letters.Zip(widths, (c, w) => (c, int.Parse(w, CultureInfo.InvariantCulture))))
        {
            Places.Add(letter, (left, width));
            left += width;
        }

        using var stream = Open("letters.png");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ImageDecoder.Decode(bytes.ToArray());
    }

    // Embedded, so never null.
    private static Stream Open(string name) => typeof(Letters).Assembly.GetManifestResourceStream($"lettering/{name}")!;
}
