using Flash.Bots.Replies;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Web.Playground;

/// <summary>The playground's edge: what went wrong inside becomes one sentence for the person, and one entry in the
/// log.</summary>
internal sealed class Faults(ILogger<Faults> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty; // no one is left to read an answer
        }
        catch (BadHttpRequestException refused) when (!http.Response.HasStarted)
        {
            // What the server itself does not take, found while the body was read.
            return Refusals.Of(
                refused.StatusCode,
                refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? PictureUpload.TooLarge(http.Texts)
                    : http.Texts.WebBrokenOff
            );
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            Log.RequestFailed(
                logger,
                fault,
                http.Request.Method,
                (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText
            );
            return fault is NpgsqlException or MessengerException
                ? Refusals.Of(StatusCodes.Status503ServiceUnavailable, http.Texts.WebNoDatabase)
                : Refusals.Of(StatusCodes.Status500InternalServerError, http.Texts.WebFault);
        }
    }
}
