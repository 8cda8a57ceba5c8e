using Flash.Inference.Schedulers;

namespace Flash.Inference.Models;

/// <summary>Steps and guidance when neither the request nor the model's files say.</summary>
internal static class ModelDefaults
{
    public static int InferenceSteps(SchedulerConfig config) => config.DefaultInferenceSteps ?? (IsFewStep(config) ? 3 : 25);

    public static float GuidanceScale(SchedulerConfig config) => config.DefaultGuidanceScale ?? (IsFewStep(config) ? 1 : 7.5f);

    // Distilled models ship with these samplers, or with trailing spacing; both run without guidance.
    private static bool IsFewStep(SchedulerConfig config)
        => config.ClassName is "ImagineFlashScheduler" or "LCMScheduler" or "TCDScheduler" || config.TimestepSpacingName == "trailing";
}
