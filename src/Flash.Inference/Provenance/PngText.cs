using System.Buffers.Binary;
using System.Text;

namespace Flash.Inference.Provenance;

/// <summary>Text chunks of PNG files (PNG specification, third edition, 11.3.3), which libvips writes only in
/// Latin-1.</summary>
internal static class PngText
{
    private const int SignatureLength = 8,
        HeaderEnd = SignatureLength + 25,
        ChunkFrame = 12;

    /// <summary>The file with one more text: <c>tEXt</c> when ASCII holds it, which every reader knows, else
    /// <c>iTXt</c> in UTF-8.</summary>
    public static byte[] Insert(byte[] png, string keyword, string text)
    {
        byte[] chunk = Ascii.IsValid(text)
            ? Chunk("tEXt"u8, [.. Encoding.ASCII.GetBytes(keyword), 0, .. Encoding.ASCII.GetBytes(text)])
            : Chunk("iTXt"u8, [.. Encoding.ASCII.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
        return [.. png.AsSpan(0, HeaderEnd), .. chunk, .. png.AsSpan(HeaderEnd)];
    }

    /// <summary>The text under a keyword; null when there is none, or the file is no PNG. Compressed texts are passed
    /// over.</summary>
    public static string? Find(ReadOnlySpan<byte> file, string keyword)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            return null;
        }

        var prefix = Encoding.ASCII.GetBytes(keyword + '\0');
        for (var at = SignatureLength; at + ChunkFrame <= file.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkFrame)
            {
                return null;
            }

            var type = file.Slice(at + 4, 4);
            var data = file.Slice(at + 8, (int)length);
            if (data.StartsWith(prefix) && TextOf(type, data[prefix.Length..]) is { } text)
            {
                return text;
            }

            at += ChunkFrame + (int)length;
        }

        return null;
    }

    private static string? TextOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (type.SequenceEqual("tEXt"u8))
        {
            return Encoding.Latin1.GetString(data);
        }

        // Compression flag and method, then a language and a translated keyword, each ended by a zero.
        if (!type.SequenceEqual("iTXt"u8) || data.Length < 4 || data[0] != 0)
        {
            return null;
        }

        var rest = data[2..];
        for (var field = 0; field < 2; field++)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + 1)..];
        }

        return Encoding.UTF8.GetString(rest);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[ChunkFrame + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    // CRC-32 as in ISO 3309, a bit at a time: a text is short.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~crc;
    }
}
