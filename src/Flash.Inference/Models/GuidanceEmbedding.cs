namespace Flash.Inference.Models;

/// <summary>The guidance scale as latent consistency models see it (Luo et al. 2023, arXiv:2310.04378): sines and
/// cosines of 1000·(guidance − 1), as timesteps are embedded.</summary>
internal static class GuidanceEmbedding
{
    public static void Fill(Span<float> embedding, float guidanceScale)
    {
        var half = embedding.Length / 2;
        var w = (guidanceScale - 1.0) * 1000;
        // An odd width has a zero at its end.
        embedding.Clear();
        for (var i = 0; i < half; i++)
        {
            var (sine, cosine) = Math.SinCos(w * Math.Exp(-i * Math.Log(10000) / Math.Max(1, half - 1)));
            (embedding[i], embedding[half + i]) = ((float)sine, (float)cosine);
        }
    }
}
