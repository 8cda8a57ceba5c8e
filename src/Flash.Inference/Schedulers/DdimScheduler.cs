using System.Numerics.Tensors;

namespace Flash.Inference.Schedulers;

/// <summary>Denoising diffusion implicit models (Song et al. 2020, arXiv:2010.02502, eq. 12), as diffusers counts. η
/// adds fresh noise: 0, the default, none, 1 as much as DDPM.</summary>
/// <remarks>Each step goes T/n training timesteps down, whichever timestep is visited next; with timesteps of one's
/// own, straight to the next of them.</remarks>
public sealed class DdimScheduler : IScheduler
{
    private readonly NoiseSchedule _schedule;
    private readonly double[] _timesteps;
    private readonly PredictionType _prediction;
    private readonly double _finalAlphaCumprod;
    private readonly float? _clip;
    private readonly bool _evenly;
    private readonly double _eta;

    /// <param name="config">Spacing defaults to leading.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public DdimScheduler(SchedulerConfig config, int inferenceSteps)
    {
        _schedule = NoiseSchedule.Create(config);
        _timesteps = TimestepSchedule.Create(config, TimestepSpacing.Leading, _schedule.TrainTimesteps, inferenceSteps);
        _evenly = config.Timesteps is null;
        _eta = config.EtaOr(0);
        _prediction = config.PredictionType;
        _finalAlphaCumprod = config.SetAlphaToOne ? 1 : _schedule.AlphasCumprod[0];
        _clip = config.ClipSample ?? true ? (float)config.ClipSampleRange : null;
        if (_timesteps[0] >= _schedule.TrainTimesteps)
        {
            throw new InferenceException(
                $"steps_offset {config.StepsOffset} leads to timestep {_timesteps[0]}; the last is "
                    + $"{_schedule.TrainTimesteps - 1}."
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => 1;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => Spread(stepIndex) > 0;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) =>
        (
            Math.Sqrt(_schedule.AlphasCumprod[(int)_timesteps[stepIndex]]),
            Math.Sqrt(1.0 - _schedule.AlphasCumprod[(int)_timesteps[stepIndex]])
        );

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
        var timestep = (int)_timesteps[stepIndex];
        var (alphaCumprodPrev, spread) = (AlphaCumprodAfter(stepIndex), Spread(stepIndex));
        var here = Parameterization.At(_prediction, _schedule.AlphasCumprod[timestep]);

        var (x, net) = here.Denoised;
        LinearCombination.Write(x, sample, net, modelOutput, denoised);
        if (_clip is { } clip)
        {
            TensorPrimitives.Clamp(denoised, -clip, clip, denoised);
        }

        // The noise is not derived again from the clamped estimate.
        var (ex, enet) = here.Noise;
        LinearCombination.Write(ex, sample, enet, modelOutput, prevSample);
        TensorPrimitives.Multiply(prevSample, (float)Math.Sqrt(1 - alphaCumprodPrev - (spread * spread)), prevSample);
        TensorPrimitives.MultiplyAdd(denoised, (float)Math.Sqrt(alphaCumprodPrev), prevSample, prevSample);
        if (spread > 0)
        {
            TensorPrimitives.MultiplyAdd(noise, (float)spread, prevSample, prevSample);
        }
    }

    private double AlphaCumprodAfter(int stepIndex)
    {
        var previous =
            _evenly ? (int)_timesteps[stepIndex] - (_schedule.TrainTimesteps / _timesteps.Length)
            : stepIndex + 1 < _timesteps.Length ? (int)_timesteps[stepIndex + 1]
            : -1;
        return previous >= 0 ? _schedule.AlphasCumprod[previous] : _finalAlphaCumprod;
    }

    // σ_t of eq. 16: the standard deviation of the fresh noise.
    private double Spread(int stepIndex)
    {
        if (_eta == 0)
        {
            return 0;
        }

        var (here, next) = ((double)_schedule.AlphasCumprod[(int)_timesteps[stepIndex]], AlphaCumprodAfter(stepIndex));
        return _eta * Math.Sqrt(Math.Max(0, (1 - next) / (1 - here) * (1 - (here / next))));
    }
}
