using System.Numerics.Tensors;

namespace Flash.Inference.Schedulers;

/// <summary>Euler's method on the probability flow, plain or ancestral (Karras et al. 2022, arXiv:2206.00364, algorithm
/// 2; ancestral as in k-diffusion).</summary>
/// <remarks>
/// Latents here are x_0 + σ·ε, not of unit variance: the UNet sees them divided by √(σ²+1).
/// With <see cref="SchedulerConfig.NoiseCorrection"/> the plain form is Imagine Flash's sampler in sigmas: the first
/// step adds back the noise that it started from.
/// </remarks>
public sealed class EulerScheduler : IScheduler
{
    private readonly SigmaSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly bool _ancestral,
        _noiseCorrection;

    /// <param name="config">Spacing defaults to linspace. Prediction of the sample, and Noise Correction, are known to
    /// the plain form only.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <param name="ancestral">Whether each step removes more noise than it should and adds fresh noise
    /// instead.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public EulerScheduler(SchedulerConfig config, int inferenceSteps, bool ancestral)
    {
        _schedule = SigmaSchedule.Create(config, inferenceSteps);
        _prediction = config.PredictionType;
        _ancestral = ancestral;
        // An ancestral step adds fresh noise in any case, so that there is nothing to correct.
        _noiseCorrection = !ancestral && (config.NoiseCorrection ?? false);
        if (ancestral && _prediction == PredictionType.Sample)
        {
            throw new InferenceException(
                "EulerAncestralDiscreteScheduler knows prediction_type epsilon and v_prediction; 'sample' was "
                    + "configured."
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _schedule.Timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => _schedule.InitNoiseSigma;

    /// <summary>σ at each step, and the zero it ends at.</summary>
    public IReadOnlyList<double> Sigmas => _schedule.Sigmas;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => _ancestral && _schedule.Sigmas[stepIndex + 1] > 0;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) => (1, _schedule.Sigmas[stepIndex]);

    /// <inheritdoc/>
    public void ScaleModelInput(ReadOnlySpan<float> sample, int stepIndex, Span<float> scaled)
    {
        var sigma = _schedule.Sigmas[stepIndex];
        TensorPrimitives.Multiply(sample, (float)(1 / Math.Sqrt((sigma * sigma) + 1)), scaled);
    }

    /// <summary>The two parts that the next σ is split into: what is reached without noise, and the noise added on
    /// top.</summary>
    public (double Down, double Up) Split(int stepIndex)
    {
        var (sigma, next) = (_schedule.Sigmas[stepIndex], _schedule.Sigmas[stepIndex + 1]);
        if (!_ancestral)
        {
            return (next, 0);
        }

        var up = Math.Sqrt(next * next * ((sigma * sigma) - (next * next)) / (sigma * sigma));
        return (Math.Sqrt((next * next) - (up * up)), up);
    }

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
        var sigma = _schedule.Sigmas[stepIndex];
        var (x, net) = _prediction switch
        {
            PredictionType.Epsilon => (1.0, -sigma),
            PredictionType.VPrediction => (1 / ((sigma * sigma) + 1), -sigma / Math.Sqrt((sigma * sigma) + 1)),
            _ => (0.0, 1.0),
        };
        LinearCombination.Write(x, sample, net, modelOutput, denoised);

        if (stepIndex == 0 && _noiseCorrection)
        {
            // x̂_0 + σ'·ε with the true ε: all of the sample is noise, InitNoiseSigma of it.
            LinearCombination.Write(_schedule.Sigmas[1] / InitNoiseSigma, sample, 1, denoised, prevSample);
            return;
        }

        // x + (x − x̂_0)/σ·(σ_down − σ)
        var (down, up) = Split(stepIndex);
        LinearCombination.Write(down / sigma, sample, 1 - (down / sigma), denoised, prevSample);
        if (up > 0)
        {
            TensorPrimitives.MultiplyAdd(noise, (float)up, prevSample, prevSample);
        }
    }
}
