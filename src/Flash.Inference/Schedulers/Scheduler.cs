namespace Flash.Inference.Schedulers;

/// <summary>From a configuration to the sampler it names.</summary>
public static class Scheduler
{
    /// <param name="config">Read from <c>scheduler_config.json</c>.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    /// <exception cref="InferenceException">The class is not known, or its configuration cannot be sampled from.</exception>
    public static IScheduler Create(SchedulerConfig config, int inferenceSteps) => config.ClassName switch
    {
        "ImagineFlashScheduler" => new ImagineFlashScheduler(config, inferenceSteps),
        "DDIMScheduler" => new DdimScheduler(config, inferenceSteps),
        _ => throw new InferenceException($"The scheduler '{config.ClassName}' is not known; known are ImagineFlashScheduler, DDIMScheduler."),
    };
}
