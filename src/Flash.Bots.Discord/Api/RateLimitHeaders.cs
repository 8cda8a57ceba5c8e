using System.Globalization;
using System.Net.Http.Headers;

namespace Flash.Bots.Discord.Api;

/// <summary>The <c>X-RateLimit-*</c> headers of an answer; every one may be missing.</summary>
internal sealed record RateLimitHeaders(string? Bucket, int? Remaining, TimeSpan? ResetAfter, string? Scope)
{
    /// <summary>A longer wait than a day is not believed: it would overflow timers.</summary>
    private const double MaxSeconds = 86_400;

    public static RateLimitHeaders Read(HttpResponseHeaders headers) =>
        new(
            One(headers, "X-RateLimit-Bucket"),
            int.TryParse(
                One(headers, "X-RateLimit-Remaining"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var left
            )
                ? left
                : null,
            Seconds(One(headers, "X-RateLimit-Reset-After")),
            One(headers, "X-RateLimit-Scope")
        );

    /// <summary>Seconds with decimals, as headers and bodies write them; null for anything else.</summary>
    public static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Seconds(seconds)
            : null;

    public static TimeSpan? Seconds(double seconds) =>
        double.IsFinite(seconds) && seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds)) : null;

    private static string? One(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
