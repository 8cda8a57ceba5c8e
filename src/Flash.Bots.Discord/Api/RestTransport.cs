using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Api;

/// <summary>The HTTP below the REST client.</summary>
internal static class RestTransport
{
    /// <remarks>
    /// Made by hand, because the factory's clients log addresses and the instrumentation traces them, and an address
    /// may hold an interaction's token: without a propagator the handler starts no activity.
    /// </remarks>
    public static HttpClient CreateClient(Uri apiBaseUrl)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri(apiBaseUrl.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(
            $"DiscordBot (Flash.Bots, {typeof(RestTransport).Assembly.GetName().Version?.ToString(3)})"
        );
        return http;
    }

    public static HttpRequestMessage CreateMessage(DiscordRequest request) =>
        new(request.Method, request.Path) { Content = CreateContent(request) };

    private static HttpContent? CreateContent(DiscordRequest request)
    {
        if (request.Body is not { } body)
        {
            return null;
        }

        var json = JsonContent.Create(
            body,
            body.GetType(),
            new MediaTypeHeaderValue("application/json"),
            DiscordJson.Options
        );
        if (request.Files.Count == 0)
        {
            return json;
        }

        var form = new MultipartFormDataContent { { json, "payload_json" } };
        for (var i = 0; i < request.Files.Count; i++)
        {
            var file = new ReadOnlyMemoryContent(request.Files[i].Bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeOf(request.Files[i].Kind));
            form.Add(file, $"files[{i}]", request.Files[i].FileName);
        }

        return form;
    }

    private static string MediaTypeOf(MediaKind kind) =>
        kind switch
        {
            MediaKind.Jpeg => "image/jpeg",
            MediaKind.Png => "image/png",
            MediaKind.Gif => "image/gif",
            MediaKind.Mp4 => "video/mp4",
            MediaKind.Json => "application/json",
            _ => throw new ArgumentOutOfRangeException(
                nameof(kind),
                kind,
                "Discord is sent JPEG, PNG, GIF and JSON files only."
            ),
        };
}
