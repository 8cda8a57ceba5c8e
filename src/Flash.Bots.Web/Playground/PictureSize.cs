using System.Buffers.Binary;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Playground;

/// <summary>Reads a picture's width and height from its first bytes, without decoding it.</summary>
internal static class PictureSize
{
    /// <summary>The size, or 1x1 when the header is not one of <paramref name="kind"/>: the page then lays the picture
    /// out as a square.</summary>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> bytes, MediaKind kind)
    {
        var size = kind switch
        {
            MediaKind.Png when bytes.Length >= 24 => (
                BinaryPrimitives.ReadInt32BigEndian(bytes[16..]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[20..])
            ),
            MediaKind.Gif when bytes.Length >= 10 => (
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            ),
            MediaKind.Jpeg => OfJpeg(bytes),
            _ => (1, 1),
        };
        return size is { Item1: > 0, Item2: > 0 } ? size : (1, 1);
    }

    /// <summary>Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG and DAC), which carries the
    /// size.</summary>
    private static (int Width, int Height) OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..])
                );
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return (1, 1);
    }
}
