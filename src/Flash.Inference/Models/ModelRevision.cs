using System.Security.Cryptography;
using System.Text;

namespace Flash.Inference.Models;

/// <summary>Names what a model folder holds, so that a recipe can say which model made its picture.</summary>
internal static class ModelRevision
{
    /// <summary>Over every file in the components' folders and <c>model_index.json</c>, by path and content; notes
    /// beside them do not count.</summary>
    public static string Compute(ModelFiles files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files(files).Order(StringComparer.Ordinal))
        {
            all.AppendData(Encoding.UTF8.GetBytes(path + "\n"));
            using var stream = File.OpenRead(Path.Combine(files.Folder, path));
            all.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset())[..12];
    }

    // What only shows, enlarges or judges pictures does not decide what they are.
    private static readonly string[] Beside = ["preview_decoder", "upscaler", "safety_checker"];

    private static IEnumerable<string> Files(ModelFiles files) =>
        Directory
            .EnumerateDirectories(files.Folder)
            .Where(folder => !Beside.Contains(Path.GetFileName(folder)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Append(files.Index)
            .Select(path => Path.GetRelativePath(files.Folder, path).Replace('\\', '/'));
}
