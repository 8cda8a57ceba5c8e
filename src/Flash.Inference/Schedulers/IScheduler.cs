namespace Flash.Inference.Schedulers;

/// <summary>A sampler: which timesteps to visit, and how to move from one to the next.</summary>
/// <remarks>Immutable: one instance serves any number of concurrent generations. Every span holds latents, row-major,
/// of any shape.</remarks>
public interface IScheduler
{
    /// <summary>What the UNet is given, one per step, descending.</summary>
    IReadOnlyList<double> Timesteps { get; }

    /// <summary>Standard deviation of the noise that sampling starts from.</summary>
    double InitNoiseSigma { get; }

    /// <summary>Whether <see cref="Step"/> reads its noise at this step.</summary>
    bool AddsNoise(int stepIndex);

    /// <summary>How much of the clean sample and of unit noise is in x_t at a step: x_t = Signal·x_0 + Noise·ε. Where
    /// image-to-image begins.</summary>
    (double Signal, double Noise) Marginal(int stepIndex);

    /// <summary>Writes what the UNet is to see: the sample, scaled if this sampler needs that.</summary>
    /// <param name="sample">x_t.</param>
    /// <param name="stepIndex">Index into <see cref="Timesteps"/>.</param>
    /// <param name="scaled">Receives the result; may be <paramref name="sample"/> itself.</param>
    void ScaleModelInput(ReadOnlySpan<float> sample, int stepIndex, Span<float> scaled);

    /// <summary>Moves x_t to x_(t-1).</summary>
    /// <param name="modelOutput">What the UNet returned, after guidance.</param>
    /// <param name="stepIndex">Index into <see cref="Timesteps"/>; passed in, never remembered.</param>
    /// <param name="sample">x_t, unscaled.</param>
    /// <param name="noise">Unit Gaussian; read only where <see cref="AddsNoise"/> says so, else it may be
    /// empty.</param>
    /// <param name="prevSample">Receives x_(t-1). Must not overlap another span.</param>
    /// <param name="denoised">On entry the estimate of the step before (anything at the first), which multistep
    /// samplers read; receives the estimate of x_0, which a preview decodes.</param>
    void Step(
        ReadOnlySpan<float> modelOutput,
        int stepIndex,
        ReadOnlySpan<float> sample,
        ReadOnlySpan<float> noise,
        Span<float> prevSample,
        Span<float> denoised
    );
}
