namespace Flash.Inference.Provenance;

/// <summary>The brightness of pixels (ITU-R BT.601, as JPEG has it), where the watermark lives: it survives what
/// happens to colour.</summary>
internal static class Luma
{
    private const float Red = 0.299f,
        Green = 0.587f,
        Blue = 0.114f;

    /// <returns>[height, width], 0 to 255.</returns>
    public static float[] Of(RgbImage picture)
    {
        var luma = new float[picture.Width * picture.Height];
        var pixels = picture.Pixels.Span;
        for (int i = 0, o = 0; i < luma.Length; i++, o += 3)
        {
            luma[i] = (Red * pixels[o]) + (Green * pixels[o + 1]) + (Blue * pixels[o + 2]);
        }

        return luma;
    }

    /// <summary>One square block of interleaved RGB.</summary>
    public static void ReadBlock(ReadOnlySpan<byte> pixels, int width, int left, int top, int size, Span<float> block)
    {
        for (var y = 0; y < size; y++)
        {
            var o = (((top + y) * width) + left) * 3;
            for (var x = 0; x < size; x++, o += 3)
            {
                block[(y * size) + x] = (Red * pixels[o]) + (Green * pixels[o + 1]) + (Blue * pixels[o + 2]);
            }
        }
    }

    /// <summary>Makes a block brighter or darker, the same in each channel so that no colour shifts.</summary>
    public static void Add(Span<byte> pixels, int width, int left, int top, int size, ReadOnlySpan<float> change)
    {
        for (var y = 0; y < size; y++)
        {
            var o = (((top + y) * width) + left) * 3;
            for (var x = 0; x < size; x++)
            {
                var more = MathF.Round(change[(y * size) + x]);
                for (var channel = 0; channel < 3; channel++, o++)
                {
                    pixels[o] = (byte)Math.Clamp(pixels[o] + more, 0, 255);
                }
            }
        }
    }
}
