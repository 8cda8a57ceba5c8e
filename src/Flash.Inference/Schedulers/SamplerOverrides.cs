namespace Flash.Inference.Schedulers;

/// <summary>What one request changes about a model's sampling. Null leaves what <c>scheduler_config.json</c>
/// says.</summary>
public sealed record SamplerOverrides
{
    /// <summary>Another sampler on the same noise schedule, by its diffusers name such as
    /// <c>EulerDiscreteScheduler</c>.</summary>
    public string? ClassName { get; init; }

    /// <summary>Which timesteps are visited.</summary>
    public TimestepSpacing? Spacing { get; init; }

    /// <summary>The timesteps themselves, descending; their number is then the number of steps. Not with a picture to
    /// start from.</summary>
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>Whether sigmas follow Karras et al. 2022. True is refused with samplers that have no sigmas to
    /// spread.</summary>
    public bool? UseKarrasSigmas { get; init; }

    /// <summary>What the UNet's output means.</summary>
    public PredictionType? Prediction { get; init; }

    /// <summary>Whether the last training timestep is made pure noise.</summary>
    public bool? RescaleBetasZeroSnr { get; init; }

    /// <summary>Imagine Flash and Euler: whether the first step adds the true noise back. Other samplers have nothing
    /// to correct.</summary>
    public bool? NoiseCorrection { get; init; }

    /// <summary>DDIM and TCD: share of fresh noise, 0 to 1. Other samplers have no such share, and a request that sets
    /// it is refused.</summary>
    public double? Eta { get; init; }

    /// <exception cref="ArgumentException">A value outside its range; the message says what is allowed.</exception>
    internal SchedulerConfig Apply(SchedulerConfig config)
    {
        if (Eta is { } eta && eta is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"Eta is 0 to 1; {eta} was given.");
        }

        if (Eta is not null && (ClassName ?? config.ClassName) is not ("DDIMScheduler" or "TCDScheduler") and var other)
        {
            throw new ArgumentException($"Eta is a share of DDIM and TCD; {other} has none.");
        }

        if (UseKarrasSigmas == true && (ClassName ?? config.ClassName) is var named && !Scheduler.SpreadsSigmas(named))
        {
            throw new ArgumentException(
                $"Karras sigmas are a choice of Euler, DPM-Solver++ and flow matching; {named} has none."
            );
        }

        return config with
        {
            ClassName = ClassName ?? config.ClassName,
            TimestepSpacingName = Spacing switch
            {
                null => RepeatsDefault(config, "timestep_spacing") ? null : config.TimestepSpacingName,
                TimestepSpacing.Leading => "leading",
                TimestepSpacing.Trailing => "trailing",
                _ => "linspace",
            },
            Timesteps = Timesteps ?? config.Timesteps,
            UseKarrasSigmas = UseKarrasSigmas ?? config.UseKarrasSigmas,
            PredictionTypeName = Prediction switch
            {
                null => config.PredictionTypeName,
                PredictionType.Epsilon => "epsilon",
                PredictionType.VPrediction => "v_prediction",
                _ => "sample",
            },
            RescaleBetasZeroSnr = RescaleBetasZeroSnr ?? config.RescaleBetasZeroSnr,
            NoiseCorrection = NoiseCorrection ?? config.NoiseCorrection,
            Eta = Eta ?? ((ClassName ?? config.ClassName) == config.ClassName ? config.Eta : null),
            ClipSample = RepeatsDefault(config, "clip_sample") ? null : config.ClipSample,
        };
    }

    // What the file only repeats as its sampler's default does not bind another sampler.
    private bool RepeatsDefault(SchedulerConfig config, string key) =>
        ClassName is not null && ClassName != config.ClassName && config.UseDefaultValues?.Contains(key) == true;
}
