using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>Counts requests by route and top-level resource as Discord does, tells so in headers, and answers 429 on
/// cue or when a limit is overstepped.</summary>
public sealed class RestLimiter(DiscordServer server)
{
    private readonly ConcurrentDictionary<
        (string Route, string Resource),
        (int Used, DateTimeOffset ResetsAt)
    > windows = new();
    private readonly ConcurrentQueue<(string Route, Func<HttpResponse, Task> Answer)> planned = new();

    private Func<HttpRequest, bool, bool>? interrupts;
    private Func<Task>? meanwhile;

    /// <summary>Requests per window of one bucket. Small, so that a client that does not listen is caught.</summary>
    public int Limit { get; set; } = 5;

    public TimeSpan Window { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The next request whose "METHOD route" contains this is not carried out and gets this answer.</summary>
    public void AnswerNext(string route, int status, JsonObject? body, params (string Name, string Value)[] headers) =>
        planned.Enqueue((route, async response =>
            {
                response.StatusCode = status;
                foreach (var (name, value) in headers)
                {
                    response.Headers[name] = value;
                }

                if (body is not null)
                {
                    await response.WriteAsJsonAsync(body);
                }
            }));

    /// <summary>The next request whose "METHOD route" contains this gets 429.</summary>
    public void LimitNext(string route, double retryAfter, string scope = "user")
    {
        var body = new JsonObject
        {
            ["message"] = "You are being rate limited.",
            ["retry_after"] = retryAfter,
            ["global"] = scope == "global",
        };
        AnswerNext(
            route,
            429,
            body,
            ("X-RateLimit-Scope", scope),
            ("Retry-After", Math.Ceiling(retryAfter).ToString(CultureInfo.InvariantCulture))
        );
    }

    /// <summary>
    /// At the first request that <paramref name="isMeant"/>, something else happens, and the request is never answered.
    /// Asked before a request is carried out (false), when it then never is, and after it was (true).
    /// </summary>
    public void InterruptOnce(Func<HttpRequest, bool, bool> isMeant, Func<Task> meanwhile) =>
        (this.meanwhile, interrupts) = (meanwhile, isMeant);

    /// <summary>Whether the request ends here.</summary>
    public async Task<bool> IsInterruptedAsync(HttpContext context, bool isCarriedOut)
    {
        if (
            interrupts is not { } isMeant
            || !isMeant(context.Request, isCarriedOut)
            || Interlocked.CompareExchange(ref interrupts, null, isMeant) != isMeant
        )
        {
            return false;
        }

        await meanwhile!();
        context.Abort();
        return true;
    }

    /// <summary>False when the request was answered here.</summary>
    public async Task<bool> AdmitAsync(HttpContext context, string route, string resource)
    {
        if (
            planned.TryPeek(out var next)
            && $"{context.Request.Method} {route}".Contains(next.Route, StringComparison.Ordinal)
            && planned.TryDequeue(out next)
        )
        {
            await next.Answer(context.Response);
            return false;
        }

        var now = TimeProvider.System.GetUtcNow();
        var (used, resetsAt) = windows.AddOrUpdate(
            (context.Request.Method + route, resource),
            _ => (1, now + Window),
            (_, window) => now >= window.ResetsAt ? (1, now + Window) : (window.Used + 1, window.ResetsAt)
        );
        var headers = context.Response.Headers;
        var after = (resetsAt - now).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Limit"] = Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Math.Max(0, Limit - used).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (resetsAt.ToUnixTimeMilliseconds() / 1000.0).ToString(
            CultureInfo.InvariantCulture
        );
        headers["X-RateLimit-Reset-After"] = after;
        headers["X-RateLimit-Bucket"] = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(context.Request.Method + route)
            ),
            0,
            8
        );
        if (used <= Limit)
        {
            return true;
        }

        server.Violations.Enqueue($"{context.Request.Method} {route} went on although its bucket was empty.");
        headers["X-RateLimit-Scope"] = "user";
        context.Response.StatusCode = 429;
        await context.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["message"] = "You are being rate limited.",
                ["retry_after"] = (resetsAt - now).TotalSeconds,
                ["global"] = false,
            }
        );
        return false;
    }
}
