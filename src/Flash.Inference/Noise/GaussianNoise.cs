namespace Flash.Inference.Noise;

/// <summary>Unit Gaussian values of one picture, by Box and Muller's transform of Philox blocks.</summary>
internal static class GaussianNoise
{
    /// <summary>The stream of the latents that denoising starts from.</summary>
    public const uint Start = 0;

    /// <summary>The two streams that span a noise orbit together with <see cref="Start"/>.</summary>
    public const uint OrbitA = 1,
        OrbitB = 2;

    /// <summary>The stream of the noise that an ancestral sampler adds at a step.</summary>
    public static uint AtStep(int stepIndex) => 0x100 + (uint)stepIndex;

    /// <summary>Fills with values 0, 1, 2, … of a stream. A longer span begins with the same values.</summary>
    /// <param name="values">Receives the noise; row-major [C,h,w] when it is latents.</param>
    /// <param name="pictureSeed">From <see cref="PictureSeed"/>.</param>
    /// <param name="stream">Streams of the same picture are independent of each other.</param>
    public static void Fill(Span<float> values, ulong pictureSeed, uint stream)
    {
        Span<float> four = stackalloc float[4];
        for (var start = 0; start < values.Length; start += 4)
        {
            var (x0, x1, x2, x3) = Philox.Block((uint)(start / 4), stream, 0, 0, pictureSeed);
            (four[0], four[1]) = Pair(x0, x1);
            (four[2], four[3]) = Pair(x2, x3);
            four[..Math.Min(4, values.Length - start)].CopyTo(values[start..]);
        }
    }

    // In double and rounded once, so that a last-bit difference between two C libraries' cosines hardly ever reaches
    // the float.
    private static (float First, float Second) Pair(uint x0, uint x1)
    {
        const double unit = 1.0 / (1L << 32);
        var radius = Math.Sqrt(-2 * Math.Log((x0 + 1.0) * unit));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * (x1 * unit));
        return ((float)(radius * cosine), (float)(radius * sine));
    }
}
