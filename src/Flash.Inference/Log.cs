using Microsoft.Extensions.Logging;

namespace Flash.Inference;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Loaded model {Model} in {DurationMs} ms")]
    public static partial void ModelLoaded(ILogger logger, string model, long durationMs);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "The model names the sampler {Named}, which is not known here; {Used} samples it instead"
    )]
    public static partial void SchedulerSubstituted(ILogger logger, string named, string used);

    [LoggerMessage(1001, LogLevel.Information, "Running on {Device}: {Reason}")]
    public static partial void DeviceChosen(ILogger logger, InferenceDevice device, string reason);
}
