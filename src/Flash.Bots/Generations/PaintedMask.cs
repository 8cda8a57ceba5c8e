using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json.Serialization;

namespace Flash.Bots.Generations;

/// <summary>What a person painted over on a picture: it is drawn anew there. Small enough to lie in the recipe, so that
/// the recipe alone makes the same picture again.</summary>
/// <param name="Width">Cells across, 1 to <see cref="MaxSide"/>, over the whole picture whatever its size.</param>
/// <param name="Height">Cells down.</param>
/// <param name="Bits">One bit a cell, row by row from the top left, the first in the highest bit of a byte; deflated,
/// as base64url.</param>
public sealed record PaintedMask(int Width, int Height, string Bits)
{
    /// <summary>Most cells along a side: two pixels of a picture of flash-mini.</summary>
    public const int MaxSide = 128;

    /// <summary>Packs cells.</summary>
    /// <param name="width">Cells across.</param>
    /// <param name="height">Cells down.</param>
    /// <param name="painted">[height, width].</param>
    /// <exception cref="ArgumentException">A side out of range, or another number of cells.</exception>
    public static PaintedMask Of(int width, int height, ReadOnlySpan<bool> painted)
    {
        if (!IsSide(width) || !IsSide(height) || painted.Length != width * height)
        {
            throw new ArgumentException(
                $"A mask is 1x1 to {MaxSide}x{MaxSide} cells; {width}x{height} with {painted.Length} were given."
            );
        }

        var packed = new byte[BytesOf(painted.Length)];
        for (var i = 0; i < painted.Length; i++)
        {
            packed[i / 8] |= (byte)(painted[i] ? 0x80 >> (i % 8) : 0);
        }

        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.SmallestSize))
        {
            deflate.Write(packed);
        }

        return new PaintedMask(width, height, Base64Url.EncodeToString(deflated.ToArray()));
    }

    /// <summary>The cells, [Height, Width].</summary>
    /// <exception cref="InvalidDataException">It was not made by <see cref="Of"/>.</exception>
    public bool[] Cells()
    {
        if (!IsSide(Width) || !IsSide(Height) || !Base64Url.IsValid(Bits))
        {
            throw new InvalidDataException($"A painted mask of {Width}x{Height} cells cannot be read.");
        }

        var packed = new byte[BytesOf(Width * Height)];
        using var deflate = new DeflateStream(
            new MemoryStream(Base64Url.DecodeFromChars(Bits)),
            CompressionMode.Decompress
        );
        try
        {
            deflate.ReadExactly(packed);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"A painted mask of {Width}x{Height} cells is cut off.", e);
        }

        var cells = new bool[Width * Height];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (packed[i / 8] & (0x80 >> (i % 8))) != 0;
        }

        return cells;
    }

    /// <summary>The named part of the picture that it is most like, for words: where the middle of what is painted
    /// lies.</summary>
    [JsonIgnore]
    public PictureArea Area
    {
        get
        {
            var cells = Cells();
            var painted = Enumerable.Range(0, cells.Length).Where(i => cells[i]).ToList();
            if (painted.Count == 0)
            {
                return PictureArea.Centre;
            }

            var (x, y) = (
                painted.Average(i => ((i % Width) + 0.5) / Width) - 0.5,
                painted.Average(i => ((i / Width) + 0.5) / Height) - 0.5
            );
            var isInMiddle = Math.Max(Math.Abs(x), Math.Abs(y)) < 0.14;
            // Much of it, all around a middle that is left out.
            var isAround = painted.Count > 0.3 * cells.Length && !cells[(Height / 2 * Width) + (Width / 2)];
            return isInMiddle ? (isAround ? PictureArea.Background : PictureArea.Centre)
                : Math.Abs(x) >= Math.Abs(y) ? (x < 0 ? PictureArea.Left : PictureArea.Right)
                : y < 0 ? PictureArea.Top
                : PictureArea.Bottom;
        }
    }

    private static bool IsSide(int cells) => cells is >= 1 and <= MaxSide;

    private static int BytesOf(int cells) => (cells + 7) / 8;
}
