namespace Flash.Inference.Schedulers;

/// <summary>From what the UNet returned to the clean sample and the noise it implies.</summary>
/// <param name="Prediction">What the UNet returns.</param>
/// <param name="Alpha">α_t = √ᾱ_t.</param>
/// <param name="Sigma">σ_t = √(1−ᾱ_t).</param>
internal readonly record struct Parameterization(PredictionType Prediction, double Alpha, double Sigma)
{
    public static Parameterization At(PredictionType prediction, double alphaCumprod) =>
        new(prediction, Math.Sqrt(alphaCumprod), Math.Sqrt(1 - alphaCumprod));

    /// <summary>The estimate of x_0 as a combination of sample and output: x̂_0 = Sample·x_t +
    /// Output·network.</summary>
    public (double Sample, double Output) Denoised =>
        Prediction switch
        {
            PredictionType.Epsilon => (1 / Alpha, -Sigma / Alpha),
            PredictionType.VPrediction => (Alpha, -Sigma),
            _ => (0, 1),
        };

    /// <summary>The implied noise: ε̂ = Sample·x_t + Output·network.</summary>
    public (double Sample, double Output) Noise =>
        Prediction switch
        {
            PredictionType.Epsilon => (0, 1),
            PredictionType.VPrediction => (Sigma, Alpha),
            _ => (1 / Sigma, -Alpha / Sigma),
        };
}
