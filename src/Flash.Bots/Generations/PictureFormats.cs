namespace Flash.Bots.Generations;

/// <summary>The files that are taken as pictures to start from, for every network: by what the network says of them,
/// and in the end by their first bytes, when they are read.</summary>
public static class PictureFormats
{
    /// <summary>Media types of pictures.</summary>
    public static readonly IReadOnlyList<string> MediaTypes =
    [
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/avif",
        "image/tiff",
        "image/heic",
        "image/heif",
    ];

    /// <summary>The same in Discord's words: its own group of pictures, and what that leaves out; 10 at most.</summary>
    public static readonly IReadOnlyList<string> DiscordFileTypes =
    [
        "image",
        ".jpe",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
    ];

    private static readonly string[] Extensions =
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".webp",
        ".gif",
        ".avif",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
    ];

    /// <summary>Whether a file may be one: its media type says so, or, where that says nothing, its name
    /// does.</summary>
    public static bool MayBe(string? mediaType, string? fileName) =>
        mediaType?.ToLowerInvariant().Split(';')[0].Trim() switch
        {
            "image/svg+xml" => false,
            { } type when type.StartsWith("image/", StringComparison.Ordinal) => true,
            null or "" when string.IsNullOrEmpty(fileName) => true,
            null or "" or "application/octet-stream" or "binary/octet-stream" => Extensions.Contains(
                Path.GetExtension(fileName ?? "").ToLowerInvariant()
            ),
            _ => false,
        };
}
