using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Inference;

/// <summary>Which model runs, and on what. Bound from the configuration section <c>Inference</c>.</summary>
public sealed partial class InferenceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Inference";

    /// <summary>The folder that holds model folders. Null: the first <c>models</c> folder found beside the program or above it.</summary>
    public string? ModelsPath { get; set; }

    /// <summary>Name of a folder in <see cref="ModelsPath"/>, or a path to a model folder. Default <c>flash-mini</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Inference:Model names no model; give a folder name such as flash-mini.")]
    public string Model { get; set; } = "flash-mini";

    /// <summary>Default <see cref="InferenceDevice.Auto"/>: CUDA when it loads, else the CPU.</summary>
    [EnumDataType(typeof(InferenceDevice), ErrorMessage = "Inference:Device is one of Auto, Cpu, Cuda.")]
    public InferenceDevice Device { get; set; }

    /// <summary>Which CUDA device, from 0. Default 0.</summary>
    [Range(0, 63, ErrorMessage = "Inference:DeviceId is 0 to 63.")]
    public int DeviceId { get; set; }

    /// <summary>Threads that one operator may use. Null: one for each physical core that ONNX Runtime sees.</summary>
    [Range(1, 256, ErrorMessage = "Inference:IntraOpThreads is 1 to 256.")]
    public int? IntraOpThreads { get; set; }

    /// <summary>Pictures that go through the UNet together. Null: chosen for the device.</summary>
    [Range(1, TextToImageRequest.MaxCount, ErrorMessage = "Inference:PicturesPerRun is 1 to 8.")]
    public int? PicturesPerRun { get; set; }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<InferenceOptions>;
}
