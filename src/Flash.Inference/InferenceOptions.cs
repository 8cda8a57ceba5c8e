using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Inference;

/// <summary>Which model runs, and on what. Bound from the configuration section <c>Inference</c>.</summary>
public sealed partial class InferenceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Flash:Inference";

    /// <summary>The folder that holds model folders. Null: the first <c>models</c> folder found beside the program or
    /// above it.</summary>
    public string? ModelsPath { get; set; }

    /// <summary>Name of a folder in <see cref="ModelsPath"/>, or a path to a model folder. Default
    /// <c>flash-mini</c>.</summary>
    [Required(
        AllowEmptyStrings = false,
        ErrorMessage = "Flash:Inference:Model names no model; give a folder name such as flash-mini."
    )]
    public string Model { get; set; } = "flash-mini";

    /// <summary>Default <see cref="InferenceDevice.Auto"/>: CUDA when it works, else the CPU.</summary>
    [EnumDataType(
        typeof(InferenceDevice),
        ErrorMessage = "Flash:Inference:Device is one of Auto, Cpu, Cuda, TensorRT."
    )]
    public InferenceDevice Device { get; set; }

    /// <summary>Which CUDA device, from 0. Default 0.</summary>
    [Range(0, 63, ErrorMessage = "Flash:Inference:DeviceId is 0 to 63.")]
    public int DeviceId { get; set; }

    /// <summary>Most memory that one graph's arena may take on the GPU, in megabytes. Null: no limit.</summary>
    [Range(256, 1_000_000, ErrorMessage = "Flash:Inference:GpuMemoryMegabytes is 256 to 1000000.")]
    public int? GpuMemoryMegabytes { get; set; }

    /// <summary>Where optimised graphs of models above 16 MB are kept, so that they load faster the next time;
    /// <c>off</c> for nowhere. Null: <c>flash/graphs</c> in the user's folder for such data. CPU only.</summary>
    public string? GraphCache { get; set; }

    /// <summary>Threads that one operator may use. Null: one for each physical core that ONNX Runtime sees.</summary>
    [Range(1, 256, ErrorMessage = "Flash:Inference:IntraOpThreads is 1 to 256.")]
    public int? IntraOpThreads { get; set; }

    /// <summary>Pictures that go through the UNet together. Null: four; one where a UNet above 64 MB runs on the CPU,
    /// which gains nothing from more.</summary>
    [Range(1, TextToImageRequest.MaxCount, ErrorMessage = "Flash:Inference:PicturesPerRun is 1 to 8.")]
    public int? PicturesPerRun { get; set; }

    /// <summary>A folder with super-resolution networks, <c>x2.onnx</c>, <c>x4.onnx</c> and so on, for every model that
    /// has none of its own; <c>off</c> for none. Null: <c>upscaler</c> in the models folder.</summary>
    public string? Upscaler { get; set; }

    /// <summary>Full path; null when nothing is to be kept, or this user has no folder of their own.</summary>
    internal string? GraphCacheFolder =>
        GraphCache switch
        {
            "off" => null,
            { Length: > 0 } given => Path.GetFullPath(given),
            _ => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } own
                ? Path.Combine(own, "flash", "graphs")
                : null,
        };

    internal long GraphCacheLeastBytes { get; set; } = 16L << 20;

    // Above this a graph's buffers, not its weights, decide how much memory a process needs: see docs/performance.md.
    internal long LargeGraphBytes { get; set; } = 64L << 20;

    // How much memory a generation may take, for tests; null to look.
    internal Func<long>? FreeMemoryBytes { get; set; }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<InferenceOptions>;
}
