using System.Collections.Concurrent;
using System.Globalization;

namespace Flash.Testing.BotApi;

/// <summary>The files Telegram keeps, by file_id.</summary>
public sealed class BotFiles
{
    public const int PhotoLimit = 10 << 20;
    public const int FileLimit = 50 << 20;
    public const int DownloadLimit = 20 << 20;

    private readonly ConcurrentDictionary<string, SentFile> files = new();
    private long next = 1000;

    internal BotFiles() { }

    internal SentFile Keep(SentFileKind kind, UploadedFile upload)
    {
        if (upload.Bytes.Length == 0)
        {
            throw BotApiException.Bad("file must be non-empty");
        }

        if (upload.Bytes.Length > (kind == SentFileKind.Photo ? PhotoLimit : FileLimit))
        {
            throw kind == SentFileKind.Photo ? BotApiException.Bad("file is too big") : BotApiException.TooLarge();
        }

        var header = ImageHeader.Read(upload.Bytes);
        if (kind == SentFileKind.Photo)
        {
            Check(header);
        }

        var id = "AgAC" + Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture) + kind;
        return files[id] = new SentFile(
            id,
            kind,
            upload.Name,
            upload.Bytes,
            header?.MimeType ?? "application/octet-stream",
            header?.Width ?? 0,
            header?.Height ?? 0
        );
    }

    internal SentFile? Find(string id) => files.GetValueOrDefault(id) ?? files.GetValueOrDefault(id.TrimEnd('s'));

    internal SentFile? AtPath(string path) => Find(path.Split('/')[^1]);

    private static void Check(ImageHeader? header)
    {
        if (header is not { MimeType: "image/jpeg" or "image/png" })
        {
            throw BotApiException.Bad("IMAGE_PROCESS_FAILED");
        }

        var longer = Math.Max(header.Width, header.Height);
        var shorter = Math.Min(header.Width, header.Height);
        if (shorter == 0 || longer + shorter > 10_000 || longer > 20 * shorter)
        {
            throw BotApiException.Bad("PHOTO_INVALID_DIMENSIONS");
        }
    }
}
