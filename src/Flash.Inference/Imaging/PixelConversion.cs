using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Flash.Inference.Imaging;

/// <summary>From a decoder's planes to pixels, and from pixels to an encoder's planes.</summary>
internal static class PixelConversion
{
    /// <param name="planes">[3, H, W] in about [-1, 1]; what lies outside is clamped.</param>
    /// <param name="width">W.</param>
    /// <param name="height">H.</param>
    public static RgbImage ToRgb(ReadOnlySpan<float> planes, int width, int height)
    {
        var pixels = new byte[planes.Length];
        var scratch = ArrayPool<byte>.Shared.Rent(planes.Length);
        Quantize(planes, scratch);
        var area = width * height;
        var red = scratch.AsSpan(0, area);
        var green = scratch.AsSpan(area, area);
        var blue = scratch.AsSpan(2 * area, area);
        for (int i = 0, o = 0; i < red.Length; i++, o += 3)
        {
            pixels[o] = red[i];
            pixels[o + 1] = green[i];
            pixels[o + 2] = blue[i];
        }

        ArrayPool<byte>.Shared.Return(scratch);
        return new RgbImage(width, height, pixels);
    }

    /// <param name="image">Pixels.</param>
    /// <param name="planes">Receives [3, H, W] in [-1, 1].</param>
    public static void ToPlanes(RgbImage image, Span<float> planes)
    {
        var area = image.Width * image.Height;
        var red = planes[..area];
        var green = planes.Slice(area, area);
        var blue = planes.Slice(2 * area, area);
        var pixels = image.Pixels.Span;
        for (int i = 0, o = 0; i < red.Length; i++, o += 3)
        {
            red[i] = (pixels[o] / 127.5f) - 1;
            green[i] = (pixels[o + 1] / 127.5f) - 1;
            blue[i] = (pixels[o + 2] / 127.5f) - 1;
        }
    }

    // round(255·clamp(x/2 + 1/2)), four vectors of floats to one of bytes.
    private static void Quantize(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var packed = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        var whole = vectors.Length / 4;
        for (var i = 0; i < whole; i++)
        {
            var low = Vector.Narrow(Level(vectors[4 * i]), Level(vectors[(4 * i) + 1]));
            var high = Vector.Narrow(Level(vectors[(4 * i) + 2]), Level(vectors[(4 * i) + 3]));
            packed[i] = Vector.AsVectorByte(Vector.Narrow(low, high));
        }

        for (var i = whole * Vector<byte>.Count; i < values.Length; i++)
        {
            bytes[i] = (byte)MathF.Round(Math.Clamp((values[i] * 127.5f) + 127.5f, 0, 255));
        }
    }

    private static Vector<int> Level(Vector<float> values)
    {
        var scaled = (values * 127.5f) + new Vector<float>(127.5f);
        return Vector.ConvertToInt32(
            Vector.Round(Vector.Min(Vector.Max(scaled, Vector<float>.Zero), new Vector<float>(255)))
        );
    }
}
