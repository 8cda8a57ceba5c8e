namespace Flash.Inference.Schedulers;

/// <summary>From a configuration to the sampler it names.</summary>
public static class Scheduler
{
    // The share of fresh noise that TCD's authors run with.
    private const double TcdEta = 0.3;

    private const string Known = "ImagineFlashScheduler, DDIMScheduler, EulerDiscreteScheduler, EulerAncestralDiscreteScheduler, LCMScheduler, TCDScheduler";

    /// <param name="config">Read from <c>scheduler_config.json</c>.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <exception cref="InferenceException">The class is not known, or its configuration cannot be sampled from.</exception>
    public static IScheduler Create(SchedulerConfig config, int inferenceSteps) => config.ClassName switch
    {
        "ImagineFlashScheduler" => new ImagineFlashScheduler(config, inferenceSteps),
        "DDIMScheduler" => new DdimScheduler(config, inferenceSteps),
        "EulerDiscreteScheduler" => new EulerScheduler(config, inferenceSteps, ancestral: false),
        "EulerAncestralDiscreteScheduler" => new EulerScheduler(config, inferenceSteps, ancestral: true),
        "LCMScheduler" => new ConsistencyScheduler(config, inferenceSteps, eta: null),
        "TCDScheduler" => new ConsistencyScheduler(config, inferenceSteps, TcdEta),
        _ => throw new InferenceException($"The scheduler '{config.ClassName}' is not known; known are {Known}."),
    };
}
