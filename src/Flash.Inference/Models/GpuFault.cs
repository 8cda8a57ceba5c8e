using System.Text.RegularExpressions;

namespace Flash.Inference.Models;

/// <summary>Why a GPU cannot be used, in words that say what to install.</summary>
internal static partial class GpuFault
{
    /// <param name="message">ONNX Runtime's own, which hides the library's name in the middle of a long line.</param>
    public static string Describe(string message)
    {
        var missing = MissingLibrary().Match(message);
        return missing.Success
            ? $"the library {missing.Groups["name"].Value} is missing; {Remedy(missing.Groups["name"].Value)}"
            : message.Split('\n')[0].Trim();
    }

    // Libraries that carry CUDA's own number name it; cuRAND, for one, counts by itself.
    private static string Remedy(string library) =>
        VersionOf().Match(library).Groups[1].Value is var version
        && library.StartsWith("libcudnn", StringComparison.Ordinal)
            ? $"install cuDNN {version} for the CUDA that is installed"
        : library.StartsWith("libnvinfer", StringComparison.Ordinal)
        || library.StartsWith("libnvonnxparser", StringComparison.Ordinal)
            ? $"install TensorRT {version}, or set Flash:Inference:Device to Cuda"
        : library.StartsWith("libcuda.", StringComparison.Ordinal) ? "install NVIDIA's driver"
        : library.Contains("onnxruntime", StringComparison.Ordinal) ? "build with -p:Gpu=true"
        : CudasOwn().IsMatch(library)
            ? $"install the CUDA {version} runtime, and see that the loader finds it (LD_LIBRARY_PATH)"
        : "install the CUDA runtime that holds it, and see that the loader finds it (LD_LIBRARY_PATH)";

    [GeneratedRegex(@"(?<name>[\w.+-]+\.(?:so|dll)[\w.]*):? (?:cannot open shared object file|is missing)")]
    private static partial Regex MissingLibrary();

    [GeneratedRegex(@"\.so\.(\d+)")]
    private static partial Regex VersionOf();

    [GeneratedRegex(@"^lib(?:cudart|cublas|cublasLt|nvrtc)\.so\.")]
    private static partial Regex CudasOwn();
}
