using Flash.Bots.Replies;
using Microsoft.AspNetCore.Http;

namespace Flash.Bots.Web.Security;

/// <summary>
/// Lets only our own page change anything. Another site can make a browser send our cookie, but not the header <see
/// cref="Header"/> without asking first (which no one answers), and not our origin.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public const string Header = "X-Flash";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOurs(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(
                Refusals.Of(StatusCodes.Status403Forbidden, context.HttpContext.Texts.WebOtherPage)
            );

    private static bool IsOurs(HttpRequest request)
    {
        if (!request.Headers.ContainsKey(Header))
        {
            return false;
        }

        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin")
        {
            return false;
        }

        // Hosts are compared, not schemes: behind a proxy that ends TLS we see http where the browser sees https.
        return !request.Headers.TryGetValue("Origin", out var origin)
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }
}
