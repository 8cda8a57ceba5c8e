using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Opens sessions on the device that the options name.</summary>
internal sealed class SessionFactory
{
    private readonly InferenceOptions _options;

    public SessionFactory(InferenceOptions options, ILogger logger)
    {
        _options = options;
        (UsesCuda, var reason) = Choose(options);
        Log.DeviceChosen(logger, UsesCuda ? InferenceDevice.Cuda : InferenceDevice.Cpu, reason);
    }

    /// <summary>Whether tensors live on a GPU, so that bound inputs are copied when they are bound.</summary>
    public bool UsesCuda { get; }

    public InferenceSession Open(string path)
    {
        using var sessionOptions = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (_options.IntraOpThreads is { } threads)
        {
            sessionOptions.IntraOpNumThreads = threads;
        }

        // A worker that waits must not take time from the web server beside it.
        sessionOptions.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (UsesCuda)
        {
            sessionOptions.AppendExecutionProvider_CUDA(_options.DeviceId);
        }

        return new InferenceSession(path, sessionOptions);
    }

    private static (bool UsesCuda, string Reason) Choose(InferenceOptions options)
    {
        if (options.Device == InferenceDevice.Cpu)
        {
            return (false, "it is configured");
        }

        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            return options.Device == InferenceDevice.Auto
                ? (false, "this build has no CUDA; build with -p:Gpu=true")
                : throw new InferenceException("Inference:Device is Cuda, but this build has no CUDA; build with -p:Gpu=true, or set Inference:Device to Auto or Cpu.");
        }

        try
        {
            using var trial = new SessionOptions();
            trial.AppendExecutionProvider_CUDA(options.DeviceId);
            return (true, "it loads");
        }
        catch (OnnxRuntimeException e)
        {
            return options.Device == InferenceDevice.Auto
                ? (false, $"CUDA does not load: {OnnxComponent.Brief(e)}")
                : throw new InferenceException($"Inference:Device is Cuda, but CUDA does not load: {OnnxComponent.Brief(e)}", e);
        }
    }
}
