using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Where sessions run, found out by running one small convolution there: a library that opens says little,
/// since cuDNN and others are opened only when they are first needed.</summary>
/// <param name="Device">Never <see cref="InferenceDevice.Auto"/>.</param>
/// <param name="Reason">Why that one, in words that end a sentence.</param>
internal sealed record DeviceChoice(InferenceDevice Device, string Reason)
{
    private const string Trial = "Flash.Inference.Models.trial.onnx";

    // [1, 4, 16, 16], as the trial's graph has it.
    private static readonly long[] TrialShape = [1, 4, 16, 16];

    /// <exception cref="InferenceException">The options name a device that cannot be used.</exception>
    public static DeviceChoice Make(InferenceOptions options)
    {
        if (options.Device == InferenceDevice.Cpu)
        {
            return new DeviceChoice(InferenceDevice.Cpu, "it is configured");
        }

        var wanted = options.Device == InferenceDevice.TensorRT ? InferenceDevice.TensorRT : InferenceDevice.Cuda;
        var fault = FaultOf(wanted, options, out var cause);
        return fault is null ? new DeviceChoice(wanted, "a convolution ran on it")
            : options.Device == InferenceDevice.Auto ? new DeviceChoice(InferenceDevice.Cpu, fault)
            : throw new InferenceException($"Flash:Inference:Device is {wanted}, but {fault}.", cause);
    }

    /// <summary>Makes sessions opened with these options run on a GPU.</summary>
    /// <param name="device">CUDA or TensorRT.</param>
    /// <param name="sessionOptions">To be changed.</param>
    /// <param name="options">Which GPU, and how much of its memory.</param>
    public static void Append(InferenceDevice device, SessionOptions sessionOptions, InferenceOptions options)
    {
        if (device == InferenceDevice.TensorRT)
        {
            using var tensorRT = new OrtTensorRTProviderOptions();
            tensorRT.UpdateOptions(
                new Dictionary<string, string>
                {
                    ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),
                    ["trt_fp16_enable"] = "1",
                }
            );
            sessionOptions.AppendExecutionProvider_Tensorrt(tensorRT);
        }

        using var cuda = new OrtCUDAProviderOptions();
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),
            // Grows by what is asked for, so that a limit is reached when memory is used and not when it is doubled.
            ["arena_extend_strategy"] = "kSameAsRequested",
        };
        if (options.GpuMemoryMegabytes is { } megabytes)
        {
            settings["gpu_mem_limit"] = ((long)megabytes << 20).ToString(CultureInfo.InvariantCulture);
        }

        cuda.UpdateOptions(settings);
        sessionOptions.AppendExecutionProvider_CUDA(cuda);
    }

    // Null when the device works.
    private static string? FaultOf(InferenceDevice device, InferenceOptions options, out Exception? cause)
    {
        cause = null;
        var provider = device == InferenceDevice.TensorRT ? "TensorrtExecutionProvider" : "CUDAExecutionProvider";
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(provider))
        {
            return $"this build has no {Name(device)}; build with -p:Gpu=true"
                + (options.Device == InferenceDevice.Auto ? "" : ", or set Flash:Inference:Device to Auto or Cpu");
        }

        try
        {
            Convolve(device, options);
            return null;
        }
        catch (OnnxRuntimeException e)
        {
            cause = e;
            return $"{Name(device)} does not work: {GpuFault.Describe(e.Message)}";
        }
    }

    private static string Name(InferenceDevice device) => device == InferenceDevice.TensorRT ? "TensorRT" : "CUDA";

    private static void Convolve(InferenceDevice device, InferenceOptions options)
    {
        using var sessionOptions = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        // Without this a convolution that the GPU cannot do would silently run on the CPU.
        sessionOptions.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        Append(device, sessionOptions, options);
        using var resource = typeof(DeviceChoice).Assembly.GetManifestResourceStream(Trial)
            ?? throw new InvalidOperationException($"The resource {Trial} is missing.");
        using var graph = new MemoryStream();
        resource.CopyTo(graph);
        using var session = new InferenceSession(graph.ToArray(), sessionOptions);
        using var sample = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance,
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float,
            TrialShape
        );
        sample.GetTensorMutableDataAsSpan<float>().Fill(1);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["sample"], [sample], ["out"]);
        // In the middle each value is the sum of 36 products of 1/36.
        var middle = outputs[0].GetTensorDataAsSpan<float>()[(8 * 16) + 8];
        if (Math.Abs(middle - 1) > 0.01)
        {
            throw new InferenceException($"{Name(device)} computes wrongly: a convolution that makes 1 made {middle}.");
        }
    }
}
