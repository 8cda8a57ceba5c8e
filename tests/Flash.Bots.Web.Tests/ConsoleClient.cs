using System.Net;
using System.Text;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web.Tests;

/// <summary>A moderator's browser without a window, and the routes that there are to open with it.</summary>
internal sealed class ConsoleClient(Uri address, string? session)
    : HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
{
    /// <summary>Signs in with a link of their own.</summary>
    public static async Task<ConsoleClient> SignInAsync(
        IServiceProvider services,
        Uri address,
        string name,
        ModeratorRole? role,
        CancellationToken cancellationToken
    )
    {
        var moderators = services.GetRequiredService<Moderators>();
        return new ConsoleClient(
            address,
            await moderators.SignInAsync(
                await moderators.InviteAsync(name, role, cancellationToken),
                "A browser",
                cancellationToken
            )
        );
    }

    /// <summary>What the page's own script would send.</summary>
    public async Task<HttpResponseMessage> AskAsync(
        string method,
        string path,
        string body = "{}",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        request.Headers.Add("X-Flash", "1");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (session is not null)
        {
            request.Headers.Add("Cookie", $"{SessionCookie.Plain}={session}");
        }

        if (method == "POST")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        // A stream of events never ends: its first bytes are the answer.
        return await SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
    }

    public async Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await AskAsync("GET", path, "{}", headers);
        return answer.StatusCode;
    }

    /// <summary>Method and pattern of every route of the running program that begins so.</summary>
    public static List<(string Method, string Pattern)> Routes(IServiceProvider services, string beginning) =>
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText?.StartsWith(beginning, StringComparison.Ordinal) == true
                )
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                        (method, endpoint.RoutePattern.RawText!)
                    )
                ),
        ]; // filtered above
}
