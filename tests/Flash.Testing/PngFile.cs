using System.Buffers.Binary;
using System.IO.Compression;

namespace Flash.Testing;

/// <summary>Writes PNG files of grey, as whole or as broken as a test wants them.</summary>
public static class PngFile
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A picture of grey pixels, 8 bits each.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="shade">Of a pixel, from its column and row.</param>
    /// <param name="filter">How its rows are filtered, 0 (not at all) to 4.</param>
    public static byte[] Grey(int width, int height, Func<int, int, byte> shade, byte filter = 0)
    {
        var rows = new byte[height * (width + 1)];
        for (var y = 0; y < height; y++)
        {
            rows[y * (width + 1)] = filter;
            for (var x = 0; x < width; x++)
            {
                byte At(int column, int row) => column < 0 || row < 0 ? (byte)0 : shade(column, row);
                var (left, up, upLeft) = (At(x - 1, y), At(x, y - 1), At(x - 1, y - 1));
                var guess = filter switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => new[] { left, up, upLeft }.MinBy(near => Math.Abs(left + up - upLeft - near)),
                    _ => 0,
                };
                rows[(y * (width + 1)) + x + 1] = unchecked((byte)(shade(x, y) - guess));
            }
        }

        return Of(width, height, rows);
    }

    /// <summary>A header of one size over whatever is given as its rows.</summary>
    public static byte[] Of(int width, int height, ReadOnlySpan<byte> rows, byte colourType = 0, byte depth = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colourType);
        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(rows);
        }

        return [.. Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
