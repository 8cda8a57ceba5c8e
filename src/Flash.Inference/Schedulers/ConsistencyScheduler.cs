using System.Numerics.Tensors;

namespace Flash.Inference.Schedulers;

/// <summary>Sampling of consistency models: latent consistency (Luo et al. 2023, arXiv:2310.04378) and trajectory
/// consistency (Zheng et al. 2024, arXiv:2402.19159).</summary>
/// <remarks>Both jump to an estimate and noise it again; they differ in how far back the jump goes.</remarks>
public sealed class ConsistencyScheduler : IScheduler
{
    private const double SigmaData = 0.5;

    private readonly NoiseSchedule _schedule;
    private readonly double[] _timesteps;
    private readonly PredictionType _prediction;
    private readonly double _timestepScaling;
    private readonly double? _eta;
    private readonly float? _clip;

    /// <param name="config">Read for <c>original_inference_steps</c> and <c>timestep_scaling</c>, and latent
    /// consistency for <c>clip_sample</c>; spacing is not.</param>
    /// <param name="inferenceSteps">1 to <c>original_inference_steps</c>.</param>
    /// <param name="eta">Trajectory consistency: share of fresh noise, 0 (none) to 1. Null: latent consistency.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public ConsistencyScheduler(SchedulerConfig config, int inferenceSteps, double? eta)
    {
        _schedule = NoiseSchedule.Create(config);
        _timesteps = config.Timesteps is { } timesteps
            ? TimestepSchedule.Checked(timesteps, _schedule.TrainTimesteps - 1)
            : TimestepsOf(_schedule.TrainTimesteps, config.OriginalInferenceSteps, inferenceSteps);
        _prediction = config.PredictionType;
        _timestepScaling = config.TimestepScaling;
        _eta = eta;
        _clip = config.ClipSample == true ? (float)config.ClipSampleRange : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => 1;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => stepIndex < _timesteps.Length - 1 && _eta is not 0;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) =>
        (Math.Sqrt(Alpha(_timesteps[stepIndex])), Math.Sqrt(1 - Alpha(_timesteps[stepIndex])));

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
        var here = Parameterization.At(_prediction, Alpha(_timesteps[stepIndex]));
        if (_eta is { } eta)
        {
            StepTrajectory(here, eta, modelOutput, stepIndex, sample, noise, prevSample, denoised);
            return;
        }

        // The boundary condition f(x, 0) = x, as c_skip·x + c_out·x̂_0.
        var scaled = _timesteps[stepIndex] * _timestepScaling;
        var skip = SigmaData * SigmaData / ((scaled * scaled) + (SigmaData * SigmaData));
        var own = scaled / Math.Sqrt((scaled * scaled) + (SigmaData * SigmaData));
        var (x, net) = here.Denoised;
        if (_clip is { } clip)
        {
            // What is clamped is x̂_0, before the boundary condition.
            LinearCombination.Write(x, sample, net, modelOutput, denoised);
            TensorPrimitives.Clamp(denoised, -clip, clip, denoised);
            TensorPrimitives.Multiply(denoised, (float)own, denoised);
            TensorPrimitives.MultiplyAdd(sample, (float)skip, denoised, denoised);
        }
        else
        {
            LinearCombination.Write((own * x) + skip, sample, own * net, modelOutput, denoised);
        }

        if (stepIndex == _timesteps.Length - 1)
        {
            denoised.CopyTo(prevSample);
            return;
        }

        var alphaPrev = Alpha(_timesteps[stepIndex + 1]);
        LinearCombination.Write(Math.Sqrt(alphaPrev), denoised, Math.Sqrt(1 - alphaPrev), noise, prevSample);
    }

    private void StepTrajectory(
        Parameterization here,
        double eta,
        ReadOnlySpan<float> modelOutput,
        int stepIndex,
        ReadOnlySpan<float> sample,
        ReadOnlySpan<float> noise,
        Span<float> prevSample,
        Span<float> denoised
    )
    {
        var last = stepIndex == _timesteps.Length - 1;
        var previous = last ? 0 : _timesteps[stepIndex + 1];
        var alphaPrev = Alpha(previous);
        var alphaJump = Alpha(Math.Floor((1 - eta) * previous));
        var ((x, net), (ex, enet)) = (here.Denoised, here.Noise);
        LinearCombination.Write(x, sample, net, modelOutput, denoised);

        // √ᾱ_s·x̂_0 + √(1−ᾱ_s)·ε̂, then forward again from s to the next timestep.
        var (signal, spread) = (Math.Sqrt(alphaJump), Math.Sqrt(1 - alphaJump));
        LinearCombination.Write(
            (signal * x) + (spread * ex),
            sample,
            (signal * net) + (spread * enet),
            modelOutput,
            prevSample
        );
        if (eta > 0 && !last)
        {
            TensorPrimitives.Multiply(prevSample, (float)Math.Sqrt(alphaPrev / alphaJump), prevSample);
            TensorPrimitives.MultiplyAdd(noise, (float)Math.Sqrt(1 - (alphaPrev / alphaJump)), prevSample, prevSample);
        }
    }

    private double Alpha(double timestep) => _schedule.AlphasCumprod[(int)timestep];

    // Every k-th training timestep is one that distillation has seen; these are thinned out evenly.
    private static double[] TimestepsOf(int trainTimesteps, int originalSteps, int inferenceSteps)
    {
        if (originalSteps < 1 || originalSteps > trainTimesteps)
        {
            throw new InferenceException($"original_inference_steps is {originalSteps}; it is 1 to {trainTimesteps}.");
        }

        if (inferenceSteps < 1 || inferenceSteps > originalSteps)
        {
            throw new ArgumentException(
                $"Steps are 1 to {originalSteps} for this model; {inferenceSteps} were asked for."
            );
        }

        var stride = trainTimesteps / originalSteps;
        return
        [
            .. Enumerable
                .Range(0, inferenceSteps)
                .Select(i => ((originalSteps - (i * originalSteps / inferenceSteps)) * stride) - 1.0),
        ];
    }
}
