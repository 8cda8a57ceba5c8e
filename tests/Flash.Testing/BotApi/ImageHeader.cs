using System.Buffers.Binary;

namespace Flash.Testing.BotApi;

/// <summary>Kind and size of an image, read from its first bytes.</summary>
internal sealed record ImageHeader(string MimeType, int Width, int Height)
{
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 24 && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
        {
            return new ImageHeader(
                "image/png",
                BinaryPrimitives.ReadInt32BigEndian(bytes[16..]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[20..])
            );
        }

        if (bytes.Length > 10 && bytes.StartsWith("GIF8"u8))
        {
            return new ImageHeader(
                "image/gif",
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            );
        }

        // The size is in the header of the first track, in 16.16 fixed point.
        if (bytes.Length > 12 && bytes[4..].StartsWith("ftyp"u8) && bytes.IndexOf("tkhd"u8) is > 0 and var track)
        {
            return new ImageHeader(
                "video/mp4",
                BinaryPrimitives.ReadInt32BigEndian(bytes[(track + 80)..]) >> 16,
                BinaryPrimitives.ReadInt32BigEndian(bytes[(track + 84)..]) >> 16
            );
        }

        return bytes.Length > 4 && bytes[0] == 0xFF && bytes[1] == 0xD8 ? ReadJpeg(bytes) : null;
    }

    /// <summary>Walks the JPEG's segments to the frame header (SOF0 to SOF15, but for the three markers among them that
    /// are something else).</summary>
    private static ImageHeader? ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return new ImageHeader(
                    "image/jpeg",
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..])
                );
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
