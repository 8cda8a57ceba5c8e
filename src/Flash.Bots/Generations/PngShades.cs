using System.Buffers.Binary;
using System.IO.Compression;

namespace Flash.Bots.Generations;

/// <summary>How light each pixel of a small PNG is. Reads what a browser's canvas writes and nothing else, and never
/// more than its header promises, so that a file of a stranger costs no more memory than its size says.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Shades">[Height, Width]: 0 for black or transparent to 255 for white.</param>
internal sealed record PngShades(int Width, int Height, byte[] Shades)
{
    private const int HeaderLength = 33;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The size that the header of a PNG promises; null for anything else.</summary>
    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderLength && file.StartsWith(Signature) && file[12..].StartsWith("IHDR"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
            : null;

    /// <summary>Null for a file that is damaged, or of another kind than 8 bits of grey or colour, with or without
    /// transparency, not interlaced. The caller has looked at <see cref="SizeOf"/>.</summary>
    public static PngShades? Read(ReadOnlySpan<byte> file)
    {
        if (SizeOf(file) is not ({ } width and > 0, { } height and > 0) || file[24] != 8 || file[28] != 0)
        {
            return null;
        }

        var channels = file[25] switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 0,
        };
        return channels > 0 && Unpack(file[HeaderLength..], width, height, channels) is { } rows
            ? new PngShades(width, height, Shade(rows, width * height, channels))
            : null;
    }

    /// <summary>[height, width, channels]; null where there is less than that.</summary>
    private static byte[]? Unpack(ReadOnlySpan<byte> chunks, int width, int height, int channels)
    {
        using var data = new MemoryStream();
        while (chunks.Length >= 12 && BinaryPrimitives.ReadInt32BigEndian(chunks) is >= 0 and var length)
        {
            if (length > chunks.Length - 12)
            {
                return null;
            }

            if (chunks[4..].StartsWith("IDAT"u8))
            {
                data.Write(chunks.Slice(8, length));
            }

            chunks = chunks[(12 + length)..];
        }

        data.Position = 0;
        var stride = width * channels;
        var pixels = new byte[stride * height];
        var row = new byte[stride + 1];
        try
        {
            using var inflate = new ZLibStream(data, CompressionMode.Decompress);
            for (var y = 0; y < height; y++)
            {
                inflate.ReadExactly(row);
                var above = y == 0 ? new byte[stride] : pixels.AsSpan((y - 1) * stride, stride);
                if (!Unfilter(row[0], row.AsSpan(1), above, pixels.AsSpan(y * stride, stride), channels))
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }

        return pixels;
    }

    /// <summary>Undoes a row's filter (PNG specification, 9.2). False for a filter that there is none of.</summary>
    private static bool Unfilter(
        byte filter,
        ReadOnlySpan<byte> row,
        ReadOnlySpan<byte> above,
        Span<byte> plain,
        int channels
    )
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up) = (i < channels ? 0 : plain[i - channels], above[i]);
            var upLeft = i < channels ? 0 : above[i - channels];
            plain[i] = unchecked(
                (byte)(
                    row[i]
                    + filter switch
                    {
                        1 => left,
                        2 => up,
                        3 => (left + up) / 2,
                        4 => Paeth(left, up, upLeft),
                        _ => 0,
                    }
                )
            );
        }

        return filter <= 4;
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var (toLeft, toUp, toUpLeft) = (
            Math.Abs(up - upLeft),
            Math.Abs(left - upLeft),
            Math.Abs(left + up - (2 * upLeft))
        );
        return toLeft <= toUp && toLeft <= toUpLeft ? left
            : toUp <= toUpLeft ? up
            : upLeft;
    }

    private static byte[] Shade(byte[] pixels, int count, int channels)
    {
        var shades = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var pixel = pixels.AsSpan(i * channels, channels);
            var light = channels >= 3 ? (pixel[0] + pixel[1] + pixel[2]) / 3 : pixel[0];
            shades[i] = (byte)(channels is 2 or 4 ? light * pixel[^1] / 255 : light);
        }

        return shades;
    }
}
