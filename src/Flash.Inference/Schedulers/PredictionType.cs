namespace Flash.Inference.Schedulers;

/// <summary>What the output of the UNet means. x_t = α_t·x_0 + σ_t·ε with α_t = √ᾱ_t, σ_t = √(1−ᾱ_t).</summary>
public enum PredictionType
{
    /// <summary>The noise ε.</summary>
    Epsilon,

    /// <summary>v = α_t·ε − σ_t·x_0 (Salimans &amp; Ho 2022, arXiv:2202.00512).</summary>
    VPrediction,

    /// <summary>The clean sample x_0.</summary>
    Sample,
}
