using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests;

/// <summary>The tiny models that <c>Models/make_tiny_models.py</c> makes.</summary>
internal static class TinyModel
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);

    public static string Folder(string name) => File(name);

    public static DiffusionModel Load(string name, Action<InferenceOptions>? configure = null)
    {
        var options = new InferenceOptions { Device = InferenceDevice.Cpu, IntraOpThreads = 1 };
        configure?.Invoke(options);
        return DiffusionModel.Load(Path.IsPathRooted(name) ? name : Folder(name), options, NullLogger.Instance);
    }

    /// <summary>A copy that a test may damage; the caller deletes it.</summary>
    public static string Copy(string name)
    {
        var copy = Path.Combine(Path.GetTempPath(), $"flash-test-{Guid.NewGuid():N}");
        foreach (var file in Directory.EnumerateFiles(Folder(name), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file always lies in a folder
            System.IO.File.Copy(file, target);
        }

        return copy;
    }
}
