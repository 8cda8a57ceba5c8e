using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Flash.Testing.Hub;

/// <summary>A repository on the <see cref="HubServer"/>: files, of which those over a kilobyte are in Git LFS, as the
/// real hub keeps large ones.</summary>
public sealed class HubRepositoryContent(IReadOnlyDictionary<string, byte[]> files, string? token)
{
    private const int LargestOutsideLfs = 1024;

    public IReadOnlyDictionary<string, byte[]> Files { get; } = files;

    public string? Token { get; } = token;

    public string Commit { get; } =
        Sha1(
            Encoding.UTF8.GetBytes(
                string.Concat(
                    files
                        .OrderBy(file => file.Key, StringComparer.Ordinal)
                        .Select(file => file.Key + Sha256(file.Value))
                )
            )
        );

    /// <summary>Its only branch.</summary>
    public string Branch { get; set; } = "main";

    /// <summary>Listed in the tree under a name of its own, whatever <see cref="Files"/> holds.</summary>
    public string? ListedAs { get; set; }

    internal IEnumerable<JsonNode> Entries()
    {
        yield return new JsonObject
        {
            ["type"] = "directory",
            ["oid"] = Sha1([]),
            ["size"] = 0,
            ["path"] = "unet",
        };
        foreach (var (path, content) in Files)
        {
            var entry = new JsonObject
            {
                ["type"] = "file",
                ["oid"] = GitBlob(content),
                ["size"] = content.Length,
                ["path"] = path,
            };
            if (content.Length > LargestOutsideLfs)
            {
                // Git's own hash is then the pointer's, not the content's.
                entry["oid"] = Sha1([1]);
                entry["lfs"] = new JsonObject
                {
                    ["oid"] = Sha256(content),
                    ["size"] = content.Length,
                    ["pointerSize"] = 130,
                };
            }

            yield return entry;
        }

        if (ListedAs is { } path2)
        {
            yield return new JsonObject
            {
                ["type"] = "file",
                ["oid"] = GitBlob([]),
                ["size"] = 0,
                ["path"] = path2,
            };
        }
    }

    internal static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

#pragma warning disable CA5350 // Git's object names.
    private static string Sha1(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350

    private static string GitBlob(byte[] content) =>
        Sha1([
            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")),
            .. content,
        ]);
}
