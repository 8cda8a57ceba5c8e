using System.Text.Json;

namespace Flash.Inference.Hub;

/// <summary>Reads a page of the hub's tree API.</summary>
internal static class HubListing
{
    /// <exception cref="InferenceException">The answer has another shape, or names a file outside of the
    /// repository.</exception>
    public static IEnumerable<HubFile> Read(HubRepository repository, JsonElement page)
    {
        if (page.ValueKind is not JsonValueKind.Array)
        {
            throw new InferenceException($"The hub's list of the files of {repository} is not an array.");
        }

        foreach (var entry in page.EnumerateArray())
        {
            if (Text(entry, "type") != "file")
            {
                continue;
            }

            var path = Text(entry, "path")
                ?? throw new InferenceException($"The hub lists a file of {repository} without its path.");
            if (!HubFile.IsSafe(path))
            {
                throw new InferenceException(
                    $"The hub lists '{path}' in {repository}, which is not a path inside a repository; nothing was "
                        + $"downloaded."
                );
            }

            yield return new HubFile(path, Size(entry), Digest(repository, entry, path));
        }
    }

    private static FileDigest Digest(HubRepository repository, JsonElement entry, string path)
    {
        if (
            entry.TryGetProperty("lfs", out var lfs)
            && lfs.ValueKind is JsonValueKind.Object
            && Text(lfs, "oid") is { } sha256
        )
        {
            sha256 = sha256.StartsWith("sha256:", StringComparison.Ordinal) ? sha256[7..] : sha256;
            return IsHex(sha256, 64) ? new FileDigest(FileDigest.Sha256, sha256) : throw NoHash(repository, path);
        }

        return Text(entry, "oid") is { } sha1 && IsHex(sha1, 40)
            ? new FileDigest(FileDigest.GitSha1, sha1)
            : throw NoHash(repository, path);
    }

    private static long Size(JsonElement entry)
    {
        var size = entry.TryGetProperty("size", out var value) && value.TryGetInt64(out var number) ? number : -1;
        return size >= 0
            ? size
            : throw new InferenceException($"The hub does not say how large {Text(entry, "path")} is.");
    }

    private static InferenceException NoHash(HubRepository repository, string path) =>
        new($"The hub gives no usable hash for {path} of {repository}.");

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
