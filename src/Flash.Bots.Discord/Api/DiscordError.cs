using System.Text.Json;

namespace Flash.Bots.Discord.Api;

/// <summary>The body of a refusal. Read leniently: what answers may also be a proxy that speaks HTML.</summary>
internal sealed record DiscordError(int Code, string Message, TimeSpan? RetryAfter, bool IsGlobal)
{
    private const int MaxMessageLength = 200;

    public static async Task<DiscordError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var retryAfter = response.Headers.RetryAfter?.Delta;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
            return Read(json.RootElement, retryAfter);
        }
        catch (JsonException)
        {
            // Without Discord's own words it is the network in front of it, and that limits the whole address.
            return new DiscordError(
                0,
                $"the answer {(int)response.StatusCode} did not come from Discord's API",
                retryAfter,
                IsGlobal: true
            );
        }
    }

    private static DiscordError Read(JsonElement json, TimeSpan? retryAfterHeader)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new DiscordError(0, "the answer was not an object", retryAfterHeader, IsGlobal: false);
        }

        var code =
            json.TryGetProperty("code", out var c)
            && c.ValueKind == JsonValueKind.Number
            && c.TryGetInt32(out var number)
                ? number
                : 0;
        var message =
            json.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String
                ? m.GetString()!
                : "no reason given"; // a string is never null
        var retryAfter =
            json.TryGetProperty("retry_after", out var r) && r.ValueKind == JsonValueKind.Number
                ? RateLimitHeaders.Seconds(r.GetDouble())
                : null;
        var isGlobal = json.TryGetProperty("global", out var g) && g.ValueKind == JsonValueKind.True;
        return new DiscordError(
            code,
            message.Length <= MaxMessageLength ? message : message[..MaxMessageLength],
            retryAfter ?? retryAfterHeader,
            isGlobal
        );
    }
}
