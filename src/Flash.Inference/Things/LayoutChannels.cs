namespace Flash.Inference.Things;

/// <summary>A layout as networks hear and see it.</summary>
internal static class LayoutChannels
{
    /// <param name="code">[C, h, w], the layout's latents.</param>
    /// <param name="opacity">[H, W].</param>
    /// <param name="width">w.</param>
    /// <param name="height">h.</param>
    /// <param name="scale">Pixels per latent.</param>
    /// <returns>[C + 4, h, w]: the code where a thing is within one cell, zero elsewhere, so that a backdrop looks like
    /// one without things; then how opaque each quarter of a cell is, in [0, 1].</returns>
    public static float[] Of(float[] code, byte[] opacity, int width, int height, int scale)
    {
        var (area, half) = (width * height, scale / 2);
        var channels = new float[code.Length + (4 * area)];
        var touched = new bool[area];
        for (var y = 0; y < 2 * height; y++)
        {
            for (var x = 0; x < 2 * width; x++)
            {
                var sum = 0;
                for (var row = 0; row < half; row++)
                {
                    foreach (var value in opacity.AsSpan((((y * half) + row) * width * scale) + (x * half), half))
                    {
                        sum += value;
                    }
                }

                var cell = (y / 2 * width) + (x / 2);
                var quarter = (2 * (y & 1)) + (x & 1);
                // Rounded as training stored it.
                channels[code.Length + (quarter * area) + cell] = (float)(Half)(sum / (255f * half * half));
                touched[cell] |= sum > 0;
            }
        }

        for (var cell = 0; cell < area; cell++)
        {
            if (IsNear(touched, cell, width, height))
            {
                for (var at = cell; at < code.Length; at += area)
                {
                    channels[at] = code[at];
                }
            }
        }

        return channels;
    }

    /// <returns>[4, H, W]: colours in [-1, 1], zero where nothing is, and opacity in [0, 1].</returns>
    public static float[] Seen(RgbImage picture, byte[] opacity)
    {
        var seen = new float[4 * opacity.Length];
        var pixels = picture.Pixels.Span;
        for (var i = 0; i < opacity.Length; i++)
        {
            seen[(3 * opacity.Length) + i] = opacity[i] / 255f;
            for (var c = 0; c < 3 && opacity[i] > 0; c++)
            {
                seen[(c * opacity.Length) + i] = (pixels[(3 * i) + c] / 127.5f) - 1;
            }
        }

        return seen;
    }

    private static bool IsNear(bool[] touched, int cell, int width, int height)
    {
        var (x, y) = (cell % width, cell / width);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
        {
            if (
                touched
                    .AsSpan((row * width) + Math.Max(0, x - 1), Math.Min(width - 1, x + 1) - Math.Max(0, x - 1) + 1)
                    .Contains(true)
            )
            {
                return true;
            }
        }

        return false;
    }
}
