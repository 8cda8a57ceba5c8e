using Flash.Inference.Schedulers;

namespace Flash.Inference.Models;

/// <summary>Steps and guidance when neither the request nor the model's files say.</summary>
internal static class ModelDefaults
{
    public static int InferenceSteps(SchedulerConfig config) =>
        config.DefaultInferenceSteps
        ?? config.ClassName switch
        {
            "LCMScheduler" or "TCDScheduler" or "FlowMatchEulerDiscreteScheduler" => 4,
            _ => IsFewStep(config) ? 3 : 25,
        };

    /// <param name="config">The model's sampler.</param>
    /// <param name="unet">Of a latent consistency model it says that guidance is embedded; such models are run at
    /// 8.5.</param>
    public static float GuidanceScale(SchedulerConfig config, UNetConfig unet) =>
        config.DefaultGuidanceScale
        ?? (
            unet.TimeCondProjDim is not null ? 8.5f
            : IsFewStep(config) ? 1
            : 7.5f
        );

    // Distilled models ship with these samplers, or with trailing spacing; both run without guidance.
    public static bool IsFewStep(SchedulerConfig config) =>
        config.ClassName is "ImagineFlashScheduler" or "LCMScheduler" or "TCDScheduler"
        || config.TimestepSpacingName == "trailing";
}
