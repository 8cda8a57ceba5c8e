using Flash.Bots.Supervision;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Web.Playground;

/// <summary>Begins the trace of what a person does in the browser.</summary>
internal sealed class Traced(TimeProvider time, ILogger<Traced> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var request = RequestTrace.Begin("playground request", time, logger);
        return await next(context);
    }
}
