namespace Flash.Inference.Things;

/// <summary>Art in another colour: its dominant hue becomes the one that is asked for; eyes, teeth and outlines stay
/// what they are.</summary>
internal static class Recolouring
{
    // Saturation below which a pixel has no hue to speak of.
    private const float Greyish = 0.18f;
    private const int Bins = 36;

    /// <param name="art">What is recoloured.</param>
    /// <param name="colour">Red, green and blue in [0, 1].</param>
    public static Art Apply(Art art, float[] colour)
    {
        var (pixels, count) = (art.Pixels, art.Side * art.Side);
        var share = Belonging(pixels, count);
        var (mass, light) = (1e-6, 0.0);
        for (var i = 0; i < count; i++)
        {
            var weight = share[i] * pixels[(4 * i) + 3] / 255.0;
            (mass, light) = (mass + weight, light + (weight * Light(pixels, i)));
        }

        var usual = (float)Math.Max(0.05, light / mass);
        var result = (byte[])pixels.Clone();
        for (var i = 0; i < count; i++)
        {
            var ratio = Light(pixels, i) / usual;
            var bright = Math.Clamp((ratio - 1) * 0.55f, 0, 0.8f);
            for (var c = 0; c < 3; c++)
            {
                // Towards black under less light than usual, towards white under more.
                var turned = ratio < 1 ? colour[c] * (0.25f + (0.75f * ratio)) : colour[c] + ((1 - colour[c]) * bright);
                var mixed = (pixels[(4 * i) + c] / 255f * (1 - share[i])) + (turned * share[i]);
                result[(4 * i) + c] = (byte)((Math.Clamp(mixed, 0, 1) * 255) + 0.5f);
            }
        }

        return new Art(art.Side, result);
    }

    // In [0, 1]: how much a pixel is of the dominant colour: of the hue with most of the picture, or grey, if grey has
    // most.
    private static float[] Belonging(byte[] pixels, int count)
    {
        var weights = new double[Bins];
        var (coloured, grey) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var (hue, saturation, high) = Hue(pixels, i);
            var opaque = pixels[(4 * i) + 3] / 255.0;
            if (saturation > Greyish)
            {
                coloured += opaque;
                weights[Math.Min(Bins - 1, (int)(hue * Bins))] += opaque * saturation;
            }
            else if (high is > 0.22f and < 0.97f)
            {
                grey += opaque;
            }
        }

        var best = Enumerable
            .Range(0, Bins)
            .MaxBy(i => weights[i] + weights[(i + Bins - 1) % Bins] + weights[(i + 1) % Bins]);
        var centre = (best + 0.5f) / Bins;
        var share = new float[count];
        for (var i = 0; i < count; i++)
        {
            var (hue, saturation, high) = Hue(pixels, i);
            var turn = hue - centre + 0.5f;
            var away = Math.Abs(turn - MathF.Floor(turn) - 0.5f) * 360;
            share[i] =
                grey > 1.2 * coloured
                    ? Ramp(((Greyish * 1.4f) - saturation) / (Greyish * 0.5f)) * Ramp((high - 0.15f) / 0.12f)
                    : Ramp((52 - away) / 16) * Ramp((saturation - 0.08f) / 0.12f) * Ramp((high - 0.10f) / 0.10f);
        }

        return share;
    }

    private static (float Hue, float Saturation, float High) Hue(byte[] pixels, int i)
    {
        var (r, g, b) = (pixels[4 * i] / 255f, pixels[(4 * i) + 1] / 255f, pixels[(4 * i) + 2] / 255f);
        var (high, low) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        var span = Math.Max(high - low, 1e-6f);
        var sixth =
            high == r ? (g - b) / span
            : high == g ? ((b - r) / span) + 2
            : ((r - g) / span) + 4;
        var hue = sixth < 0 ? (sixth + 6) / 6 : sixth / 6;
        return (high > low ? hue : 0, (high - low) / Math.Max(high, 1e-6f), high);
    }

    private static float Light(byte[] pixels, int i) =>
        ((0.30f * pixels[4 * i]) + (0.59f * pixels[(4 * i) + 1]) + (0.11f * pixels[(4 * i) + 2])) / 255;

    private static float Ramp(float value) => Math.Clamp(value, 0, 1);
}
