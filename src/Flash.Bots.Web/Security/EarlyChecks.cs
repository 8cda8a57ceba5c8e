using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web.Security;

/// <summary>
/// Filters run once the body of a request was read, so that a stranger's broken JSON would be answered with what is
/// wrong with it. Checked early, they refuse a POST before that.
/// </summary>
internal static class EarlyChecks
{
    private static readonly object Passed = new();

    /// <summary>Asks these filters before a body is read, the first one outermost. They must be filters of the group
    /// too.</summary>
    public static RouteGroupBuilder CheckedEarly(this RouteGroupBuilder group, params Type[] filters)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } run)
            {
                // By it another content type would be answered before anything of ours runs; the handler says the same
                // later.
                foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
                {
                    endpoint.Metadata.Remove(accepts);
                }

                endpoint.RequestDelegate = context => RunAsync(context, filters, run);
            }
        });
        return group;
    }

    private static async Task RunAsync(HttpContext context, Type[] filters, RequestDelegate run)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            EndpointFilterDelegate check = _ => ValueTask.FromResult<object?>(Passed);
            foreach (var filter in filters.Reverse())
            {
                var next = check;
                check = call => Make(filter, context).InvokeAsync(call, next);
            }

            if (await check(new DefaultEndpointFilterInvocationContext(context)) is IResult refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
        }

        await run(context);
    }

    private static IEndpointFilter Make(Type filter, HttpContext context) =>
        (IEndpointFilter)ActivatorUtilities.CreateInstance(context.RequestServices, filter);
}
