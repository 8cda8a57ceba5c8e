using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Answers to inline queries, and pictures that Telegram fetches from addresses of ours.</summary>
internal static class InlineMethods
{
    private const int UrlPhotoLimit = 5 << 20;
    private const int UrlFileLimit = 20 << 20;

    private static readonly HttpClient Fetcher = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task<JsonNode?> AnswerInlineQuery(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var query = server.Inline.FindQuery(call.Text("inline_query_id") ?? "");
        if (query is null || query.Answer is not null)
        {
            throw BotApiException.Bad("query is too old and response timeout expired or query ID is invalid");
        }

        if (call.Json("results") is not JsonArray results)
        {
            throw BotApiException.Bad("can't parse inline query results: expected an Array");
        }

        if (results.Count > 50)
        {
            throw BotApiException.Bad("RESULTS_TOO_MUCH");
        }

        if (Encoding.UTF8.GetByteCount(call.Text("next_offset") ?? "") > 64)
        {
            throw BotApiException.Bad("NEXT_OFFSET_INVALID");
        }

        var read = new List<BotInlineResult>();
        foreach (var result in results)
        {
            read.Add(await ReadAsync(server, result, cancellationToken));
        }

        if (read.Select(result => result.Id).Distinct().Count() < read.Count)
        {
            throw BotApiException.Bad("RESULT_ID_DUPLICATE");
        }

        query.Answer = new BotInlineAnswer(
            read,
            (int)(call.Number("cache_time") ?? 300),
            call.Flag("is_personal"),
            call.Text("next_offset") ?? "",
            (string?)call.Json("button")?["text"]
        );
        server.Changed();
        return true;
    }

    /// <summary>Fetches a file as Telegram's servers do: photos of 5 MB at most, other files of 20 MB.</summary>
    public static async Task<SentFile> FetchAsync(
        BotApiServer server,
        SentFileKind kind,
        string url,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var answer = await Fetcher.GetAsync(new Uri(url), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw BotApiException.Bad("failed to get HTTP URL content");
            }

            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var expected = kind == SentFileKind.Photo ? "image/jpeg" : "image/gif";
            if (
                !MediaTypeHeaderValue.TryParse(answer.Content.Headers.ContentType?.ToString(), out var type)
                || type.MediaType != expected
                || bytes.Length > (kind == SentFileKind.Photo ? UrlPhotoLimit : UrlFileLimit)
            )
            {
                throw BotApiException.Bad("wrong type of the web page content");
            }

            return server.Files.Keep(kind, new UploadedFile("url", bytes));
        }
        catch (Exception exception)
            when (exception is HttpRequestException or UriFormatException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw BotApiException.Bad("failed to get HTTP URL content");
        }
    }

    private static async Task<BotInlineResult> ReadAsync(
        BotApiServer server,
        JsonNode? json,
        CancellationToken cancellationToken
    )
    {
        var id = (string?)json?["id"] ?? "";
        if (Encoding.UTF8.GetByteCount(id) is 0 or > 64)
        {
            throw BotApiException.Bad("RESULT_ID_INVALID");
        }

        if ((string?)json!["type"] != "photo")
        {
            throw BotApiException.Bad("can't parse inline query result: only photos are known here");
        }

        var keyboard = MessageRules.Keyboard(json["reply_markup"]);
        var caption = MessageRules.Caption((string?)json["caption"]);
        if ((string?)json["photo_file_id"] is { } fileId)
        {
            var known = server.Files.Find(fileId)
                ?? throw BotApiException.Bad("wrong file identifier/HTTP URL specified");
            return new BotInlineResult(id, known, caption, keyboard);
        }

        if (
            (string?)json["photo_url"] is not { Length: > 0 } url
            || (string?)json["thumbnail_url"] is not { Length: > 0 } thumbnail
        )
        {
            throw BotApiException.Bad("PHOTO_CONTENT_URL_EMPTY");
        }

        await FetchAsync(server, SentFileKind.Photo, thumbnail, cancellationToken);
        return new BotInlineResult(
            id,
            await FetchAsync(server, SentFileKind.Photo, url, cancellationToken),
            caption,
            keyboard
        );
    }
}
