namespace Flash.Inference.Pipelines;

/// <summary>Two pictures' latents to one's.</summary>
/// <remarks>Along the arc between them (spherical interpolation, Shoemake 1985): a mean of two that have little in
/// common is shorter than either, and decodes to a pale picture.</remarks>
internal static class LatentBlend
{
    // Between vectors that nearly point the same way, or opposite ways, the arc says nothing.
    private const double NearlyParallel = 0.9995;

    /// <param name="one">[C, h, w].</param>
    /// <param name="other">The same.</param>
    /// <param name="share">Of <paramref name="other"/>, 0 to 1.</param>
    public static float[] Mix(ReadOnlySpan<float> one, ReadOnlySpan<float> other, double share)
    {
        double dot = 0,
            lengthOfOne = 0,
            lengthOfOther = 0;
        for (var i = 0; i < one.Length; i++)
        {
            dot += (double)one[i] * other[i];
            lengthOfOne += (double)one[i] * one[i];
            lengthOfOther += (double)other[i] * other[i];
        }

        var cosine = dot / Math.Sqrt(Math.Max(lengthOfOne * lengthOfOther, double.Epsilon));
        var (a, b) = (1 - share, share);
        if (Math.Abs(cosine) < NearlyParallel)
        {
            var angle = Math.Acos(cosine);
            (a, b) = (Math.Sin((1 - share) * angle) / Math.Sin(angle), Math.Sin(share * angle) / Math.Sin(angle));
        }

        var mixed = new float[one.Length];
        for (var i = 0; i < mixed.Length; i++)
        {
            mixed[i] = (float)((a * one[i]) + (b * other[i]));
        }

        return mixed;
    }
}
