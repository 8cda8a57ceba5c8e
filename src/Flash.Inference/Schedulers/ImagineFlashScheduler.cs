namespace Flash.Inference.Schedulers;

/// <summary>Deterministic few-step sampling with Noise Correction (Kohler et al. 2024, "Imagine Flash",
/// arXiv:2405.05224).</summary>
/// <remarks>
/// DDIM's update, from each visited timestep straight to the next one visited; the last step returns the estimate of
/// x_0 itself. Noise Correction: at the first step the sample *is* the noise, so the update adds that true noise back
/// instead of the network's estimate of it. With one step, or where the last training timestep is pure noise, it
/// changes nothing. <see cref="EulerScheduler"/> has the same in sigmas.
/// </remarks>
public sealed class ImagineFlashScheduler : IScheduler
{
    private readonly double[] _timesteps;
    private readonly double[] _alphasCumprod;
    private readonly PredictionType _prediction;
    private readonly bool _noiseCorrection;

    /// <param name="config">Spacing defaults to trailing: the method starts at the last training timestep.</param>
    /// <param name="inferenceSteps">1 to T; the method is meant for 1 to 3.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public ImagineFlashScheduler(SchedulerConfig config, int inferenceSteps)
    {
        var schedule = NoiseSchedule.Create(config);
        _timesteps = TimestepSchedule.Create(config, TimestepSpacing.Trailing, schedule.TrainTimesteps, inferenceSteps);
        _alphasCumprod = Array.ConvertAll(_timesteps, t => (double)schedule.AlphasCumprod[(int)t]);
        _prediction = config.PredictionType;
        _noiseCorrection = config.NoiseCorrection ?? true;
        if (_prediction == PredictionType.Epsilon && _alphasCumprod[0] == 0)
        {
            throw new InferenceException(
                "A model that predicts noise cannot start from a timestep of pure noise: rescale_betas_zero_snr needs "
                    + "prediction_type v_prediction or sample."
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => 1;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => false;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) =>
        (Math.Sqrt(_alphasCumprod[stepIndex]), Math.Sqrt(1 - _alphasCumprod[stepIndex]));

    /// <inheritdoc/>
    public void ScaleModelInput(ReadOnlySpan<float> sample, int stepIndex, Span<float> scaled) => sample.CopyTo(scaled);

    /// <inheritdoc/>
    public void Step(
        ReadOnlySpan<float> modelOutput,
        int stepIndex,
        ReadOnlySpan<float> sample,
        ReadOnlySpan<float> noise,
        Span<float> prevSample,
        Span<float> denoised
    )
    {
        var here = Parameterization.At(_prediction, _alphasCumprod[stepIndex]);
        var (x, net) = here.Denoised;
        LinearCombination.Write(x, sample, net, modelOutput, denoised);
        if (stepIndex == _timesteps.Length - 1)
        {
            denoised.CopyTo(prevSample);
            return;
        }

        var (alpha, sigma) = (Math.Sqrt(_alphasCumprod[stepIndex + 1]), Math.Sqrt(1 - _alphasCumprod[stepIndex + 1]));
        if (stepIndex == 0 && _noiseCorrection)
        {
            LinearCombination.Write(alpha, denoised, sigma, sample, prevSample);
            return;
        }

        // α'·x̂_0 + σ'·ε̂, with ε̂ written out in sample and output so that no buffer is needed for it.
        var (ex, enet) = here.Noise;
        LinearCombination.Write(
            (alpha * x) + (sigma * ex),
            sample,
            (alpha * net) + (sigma * enet),
            modelOutput,
            prevSample
        );
    }
}
