namespace Flash.Inference.Pipelines;

/// <summary>Keeps part of a picture while the rest is drawn: its latents replace the drawn ones where the mask says so
/// (Lugmayr et al. 2022, arXiv:2201.09865, eq. 8).</summary>
internal static class MaskBlend
{
    /// <param name="drawn">[C, h, w]; overwritten where the mask is 0.</param>
    /// <param name="kept">[C, h, w] of the picture.</param>
    /// <param name="signal">How much of it.</param>
    /// <param name="noise">[C, h, w]; may be empty when <paramref name="spread"/> is 0.</param>
    /// <param name="spread">How much of that.</param>
    /// <param name="mask">[h, w].</param>
    public static void Keep(
        Span<float> drawn,
        ReadOnlySpan<float> kept,
        double signal,
        ReadOnlySpan<float> noise,
        double spread,
        ReadOnlySpan<float> mask
    )
    {
        var (a, b) = ((float)signal, (float)spread);
        for (var i = 0; i < drawn.Length; i++)
        {
            if (mask[i % mask.Length] == 0)
            {
                drawn[i] = (a * kept[i]) + (b == 0 ? 0 : b * noise[i]);
            }
        }
    }
}
