using System.Text.Json.Serialization;

namespace Flash.Inference.Hub;

/// <summary>One file of a repository, as the hub describes it.</summary>
/// <param name="Path">Relative to the model folder's root, with slashes; checked to stay inside it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">What its content must hash to.</param>
public sealed record HubFile(string Path, long Size, FileDigest Digest)
{
    /// <summary>Where the repository has it: the same, unless the model lies in a folder of its own there.</summary>
    [JsonIgnore]
    public string Source { get; init; } = Path;

    /// <summary>Whether a path from a hub names a file inside the folder it is put into, on every system.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= 512
        && path.Split('/')
            .All(part =>
                part is not ("" or "." or "..")
                && part.All(c => c is not ('\\' or ':') && !char.IsControl(c))
                && part[^1] is not ('.' or ' ')
            );
}
