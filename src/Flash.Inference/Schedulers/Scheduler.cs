namespace Flash.Inference.Schedulers;

/// <summary>From a configuration to the sampler it names.</summary>
public static class Scheduler
{
    private const string Known =
        "ImagineFlashScheduler, DDIMScheduler, EulerDiscreteScheduler, EulerAncestralDiscreteScheduler, LCMScheduler, "
        + "TCDScheduler, DPMSolverMultistepScheduler, FlowMatchEulerDiscreteScheduler";

    private static readonly string[] Substituted =
    [
        "PNDMScheduler",
        "DDPMScheduler",
        "LMSDiscreteScheduler",
        "HeunDiscreteScheduler",
        "KDPM2DiscreteScheduler",
        "KDPM2AncestralDiscreteScheduler",
        "DEISMultistepScheduler",
        "DPMSolverSinglestepScheduler",
        "DPMSolverSDEScheduler",
        "UniPCMultistepScheduler",
    ];

    /// <summary>The sampler that a configuration names.</summary>
    /// <param name="config">Read from <c>scheduler_config.json</c>.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <exception cref="InferenceException">The class is not known, or its configuration cannot be sampled
    /// from.</exception>
    public static IScheduler Create(SchedulerConfig config, int inferenceSteps)
    {
        SchedulerRanges.Check(config);
        return config switch
        {
            { Thresholding: true } => throw new InferenceException(
                "thresholding is set; it is meant for pixels, and not known here."
            ),
            { Eta: not null, ClassName: not ("DDIMScheduler" or "TCDScheduler") } => throw new InferenceException(
                $"eta is set; it is a share of DDIMScheduler and TCDScheduler, and {config.ClassName} has none."
            ),
            _ => Named(config, inferenceSteps),
        };
    }

    /// <summary>Whether a sampler has sigmas that Karras' and the other spreads apply to.</summary>
    internal static bool SpreadsSigmas(string className) =>
        className
            is "EulerDiscreteScheduler"
                or "EulerAncestralDiscreteScheduler"
                or "DPMSolverMultistepScheduler"
                or "FlowMatchEulerDiscreteScheduler";

    /// <summary>The configuration itself, or, where it names a sampler of the same family that is not known here, one
    /// for DPM-Solver++ on the same noise schedule.</summary>
    /// <remarks>Stable Diffusion 1.5 ships with PNDM, for one; what samples a model is exchangeable as long as the
    /// noise schedule is the one it was trained on.</remarks>
    public static SchedulerConfig Substitute(SchedulerConfig config) =>
        Substituted.Contains(config.ClassName)
            ? config with
            {
                ClassName = "DPMSolverMultistepScheduler",
                AlgorithmType = "dpmsolver++",
                SolverOrder = 2,
                SolverType = "midpoint",
                Eta = null,
            }
            : config;

    /// <summary>The same sampler for a start from a noised picture: it begins at that share of training and takes that
    /// share of the steps, at least one.</summary>
    /// <param name="config">Read from <c>scheduler_config.json</c>.</param>
    /// <param name="inferenceSteps">Steps from pure noise, 1 to T.</param>
    /// <param name="strength">Above 0, where the picture stays, to 1, where next to nothing of it does.</param>
    public static IScheduler CreateFromPicture(SchedulerConfig config, int inferenceSteps, double strength)
    {
        var train = NoiseSchedule.Create(config).TrainTimesteps;
        // Of 7.000000001 steps the eighth is rounding.
        var steps = Math.Max(1, (int)Math.Ceiling((inferenceSteps * strength) - 1e-6));
        var timesteps = TimestepSchedule.Trailing(Math.Max(steps, train * strength), steps);
        if (config.ClassName is "LCMScheduler" or "TCDScheduler")
        {
            // Only every k-th training timestep has been distilled.
            var stride = train / config.OriginalInferenceSteps;
            timesteps = [.. timesteps.Select(t => (Math.Max(1, Math.Round((t + 1) / stride)) * stride) - 1).Distinct()];
        }

        // The sample is not pure noise at the first step, so there is nothing to correct.
        return Create(config with { Timesteps = timesteps, NoiseCorrection = false }, timesteps.Length);
    }

    private static IScheduler Named(SchedulerConfig config, int inferenceSteps) =>
        config.ClassName switch
        {
            "ImagineFlashScheduler" => new ImagineFlashScheduler(config, inferenceSteps),
            "DDIMScheduler" => new DdimScheduler(config, inferenceSteps),
            "EulerDiscreteScheduler" => new EulerScheduler(config, inferenceSteps, ancestral: false),
            "EulerAncestralDiscreteScheduler" => new EulerScheduler(config, inferenceSteps, ancestral: true),
            "LCMScheduler" => new ConsistencyScheduler(config, inferenceSteps, eta: null),
            "TCDScheduler" => new ConsistencyScheduler(config, inferenceSteps, config.EtaOr(0.3)),
            "DPMSolverMultistepScheduler" => new DpmSolverScheduler(config, inferenceSteps),
            "FlowMatchEulerDiscreteScheduler" => new FlowMatchScheduler(config, inferenceSteps),
            _ => throw new InferenceException($"The scheduler '{config.ClassName}' is not known; known are {Known}."),
        };
}
