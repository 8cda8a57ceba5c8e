using System.Text.RegularExpressions;

namespace Flash.Inference.Models;

/// <summary>Why CUDA does not load, in words that say what to install.</summary>
internal static partial class CudaFault
{
    /// <param name="message">ONNX Runtime's own, which hides the library's name in the middle of a long line.</param>
    public static string Describe(string message)
    {
        var missing = MissingLibrary().Match(message);
        return missing.Success
            ? $"the library {missing.Groups[1].Value} is missing; {Remedy(missing.Groups[1].Value)}"
            : message.Split('\n')[0].Trim();
    }

    private static string Remedy(string library) =>
        library switch
        {
            _ when library.StartsWith("libcudnn", StringComparison.Ordinal) => "install cuDNN 9 for CUDA 12",
            _ when library.StartsWith("libcuda.", StringComparison.Ordinal) => "install NVIDIA's driver",
            _ when library.Contains("onnxruntime", StringComparison.Ordinal) => "build with -p:Gpu=true",
            _ => "install the CUDA 12 runtime, and see that the loader finds it (LD_LIBRARY_PATH)",
        };

    [GeneratedRegex(@"([\w.+-]+\.(?:so|dll)[\w.]*):? (?:cannot open shared object file|is missing)")]
    private static partial Regex MissingLibrary();
}
