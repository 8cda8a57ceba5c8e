using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Opens sessions on the device that the options name.</summary>
internal sealed class SessionFactory
{
    private readonly InferenceOptions _options;
    private readonly GraphCache? _cache;

    public SessionFactory(InferenceOptions options, ILogger logger)
    {
        _options = options;
        _cache = options.GraphCacheFolder is { } folder ? new GraphCache(folder, options.GraphCacheLeastBytes) : null;
        (Device, Reason) = DeviceChoice.Make(options);
        Log.DeviceChosen(logger, Device, Reason);
    }

    public InferenceDevice Device { get; }

    /// <summary>Why that one, in words that end a sentence.</summary>
    public string Reason { get; }

    /// <summary>What ONNX Runtime is told to give back a run's buffers from.</summary>
    public string Arena => UsesCuda ? string.Create(CultureInfo.InvariantCulture, $"gpu:{_options.DeviceId}") : "cpu:0";

    /// <summary>Whether a graph's buffers are worth giving back after each run.</summary>
    public bool IsLarge(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Sum(file => new FileInfo(file).Length)
        >= _options.LargeGraphBytes; // a model file always lies in a folder

    /// <summary>Whether tensors live on a GPU, so that bound inputs are copied when they are bound.</summary>
    public bool UsesCuda => Device is InferenceDevice.Cuda or InferenceDevice.TensorRT;

    /// <summary>Opens a graph, or what it was optimised to the last time.</summary>
    public InferenceSession Open(string path)
    {
        if (_cache is null || UsesCuda || !_cache.IsWorthKeeping(path))
        {
            return Open(path, GraphOptimizationLevel.ORT_ENABLE_ALL, _ => { });
        }

        if (_cache.Find(path) is { } kept)
        {
            try
            {
                return Open(kept, GraphOptimizationLevel.ORT_DISABLE_ALL, _ => { });
            }
            catch (OnnxRuntimeException)
            {
                // Damaged, or deleted a moment ago by a process that had a newer one: the original is always there.
                _cache.Forget(path);
            }
        }

        return _cache.OpenAndKeep(path, (original, configure) =>
            Open(original, GraphOptimizationLevel.ORT_ENABLE_ALL, configure)
        );
    }

    private InferenceSession Open(string path, GraphOptimizationLevel level, Action<SessionOptions> configure)
    {
        using var sessionOptions = new SessionOptions
        {
            GraphOptimizationLevel = level,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            InterOpNumThreads = 1,
            // What fails is thrown as well, and then said in our words; on the terminal its own line would come first.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        if (_options.IntraOpThreads is { } threads)
        {
            sessionOptions.IntraOpNumThreads = threads;
        }

        // A worker that waits must not take time from the web server beside it.
        sessionOptions.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        configure(sessionOptions);
        if (UsesCuda)
        {
            DeviceChoice.Append(Device, sessionOptions, _options);
        }

        return new InferenceSession(path, sessionOptions);
    }
}
