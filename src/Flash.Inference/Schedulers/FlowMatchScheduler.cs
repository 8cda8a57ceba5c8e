namespace Flash.Inference.Schedulers;

/// <summary>Euler's method along straight flows (Lipman et al. 2022, arXiv:2210.02747; shifted timesteps as in Esser et
/// al. 2024, arXiv:2403.03206, eq. 23).</summary>
/// <remarks>x_σ = (1−σ)·x_0 + σ·ε, and the network returns the velocity ε − x_0.</remarks>
public sealed class FlowMatchScheduler : IScheduler
{
    private readonly double[] _sigmas,
        _timesteps;
    private readonly bool _stochastic;

    /// <param name="config">Read for <c>shift</c>, <c>shift_terminal</c>, the spreads of sigmas and
    /// <c>stochastic_sampling</c>.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public FlowMatchScheduler(SchedulerConfig config, int inferenceSteps)
    {
        if (config.InvertSigmas)
        {
            throw new InferenceException("invert_sigmas is not known here.");
        }

        if (config.TimeShiftType is not ("exponential" or "linear") || config.MaxImageSeqLen <= config.BaseImageSeqLen)
        {
            throw new InferenceException(
                $"time_shift_type is '{config.TimeShiftType}', base_image_seq_len {config.BaseImageSeqLen} and "
                    + $"max_image_seq_len {config.MaxImageSeqLen}; the type is exponential or linear, and the second "
                    + $"length is larger."
            );
        }

        if (config.Shift is not > 0 || config.NumTrainTimesteps is < 2 or > 100_000)
        {
            throw new InferenceException(
                $"shift is {config.Shift} and num_train_timesteps {config.NumTrainTimesteps}; shift is above 0, "
                    + $"timesteps 2 to 100000."
            );
        }

        var sigmas = Spaced(config, inferenceSteps).Select(sigma => Moved(config, sigma)).ToArray();
        if (config.ShiftTerminal is { } terminal)
        {
            // Stretched so that the last one is the one configured.
            var scale = (1 - sigmas[^1]) / (1 - terminal);
            sigmas = Array.ConvertAll(sigmas, sigma => 1 - ((1 - sigma) / scale));
        }

        if (SigmaSpread.Of(config) is { } spread)
        {
            sigmas = spread(sigmas[0], sigmas[^1], sigmas.Length);
        }

        _sigmas = [.. sigmas, 0];
        _timesteps = Array.ConvertAll(sigmas, sigma => sigma * config.NumTrainTimesteps);
        _stochastic = config.StochasticSampling;
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => 1;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => _stochastic && _sigmas[stepIndex + 1] > 0;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) => (1 - _sigmas[stepIndex], _sigmas[stepIndex]);

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
        var (sigma, next) = (_sigmas[stepIndex], _sigmas[stepIndex + 1]);
        LinearCombination.Write(1, sample, -sigma, modelOutput, denoised);
        if (AddsNoise(stepIndex))
        {
            LinearCombination.Write(1 - next, denoised, next, noise, prevSample);
            return;
        }

        LinearCombination.Write(1, sample, next - sigma, modelOutput, prevSample);
    }

    private static double Moved(SchedulerConfig config, double sigma) =>
        config.UseDynamicShifting ? DynamicallyShifted(config, sigma) : Shifted(config, sigma);

    private static double Shifted(SchedulerConfig config, double sigma) =>
        config.Shift * sigma / (1 + ((config.Shift - 1) * sigma));

    // The shift grows along a line with the number of tokens.
    private static double DynamicallyShifted(SchedulerConfig config, double sigma)
    {
        var tokens = config.PictureTokens ?? config.MaxImageSeqLen;
        var slope = (config.MaxShift - config.BaseShift) / (config.MaxImageSeqLen - config.BaseImageSeqLen);
        var shift = config.BaseShift + (slope * (tokens - config.BaseImageSeqLen));
        var weight = config.TimeShiftType == "linear" ? shift : Math.Exp(shift);
        return weight / (weight + (1 / sigma) - 1);
    }

    // Evenly from the largest to the smallest sigma of training, both shifted already: the reference shifts them a
    // second time, and so must we.
    private static IEnumerable<double> Spaced(SchedulerConfig config, int inferenceSteps)
    {
        if (config.Timesteps is { } given)
        {
            return TimestepSchedule.Checked(given, config.NumTrainTimesteps).Select(t => t / config.NumTrainTimesteps);
        }

        if (inferenceSteps < 1 || inferenceSteps > config.NumTrainTimesteps)
        {
            throw new ArgumentException(
                $"Steps are 1 to {config.NumTrainTimesteps} for this model; {inferenceSteps} were asked for."
            );
        }

        var (max, min) =
            config.SigmasFromOne ? (1, 1.0 / inferenceSteps)
            : config.UseDynamicShifting ? (1, 1.0 / config.NumTrainTimesteps)
            : (Shifted(config, 1), Shifted(config, 1.0 / config.NumTrainTimesteps));
        return Enumerable
            .Range(0, inferenceSteps)
            .Select(i => max + (inferenceSteps == 1 ? 0 : (double)i / (inferenceSteps - 1) * (min - max)));
    }
}
