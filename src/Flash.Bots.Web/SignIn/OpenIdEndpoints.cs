using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Playground;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.SignIn;

/// <summary>Sends people to the identity provider. Where they come back to is the handler's own (<see
/// cref="OpenIdScheme.ReturnPath"/>).</summary>
internal static class OpenIdEndpoints
{
    public const string Path = "/moderation/sign-in/openid";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, LeaveAsync).AddEndpointFilter<Faults>();

    private static async Task<IResult> LeaveAsync(
        HttpContext context,
        ModerationLimits limits,
        IOptions<OpenIdOptions> provider,
        ILogger<OpenIdEvents> logger
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!provider.Value.IsOn)
        {
            return Refusals.Of(
                StatusCodes.Status404NotFound,
                "No identity provider is set up here; sign in with a link of flash moderator add NAME."
            );
        }

        if (!limits.MayTry(context))
        {
            return ModerationEndpoints.TooManyAttempts();
        }

        try
        {
            // No address is taken from the request: a person who comes back goes to the console.
            await context.ChallengeAsync(OpenIdScheme.Name);
            return Results.Empty;
        }
        catch (InvalidOperationException fault) when (!context.Response.HasStarted)
        {
            Log.SignInFailed(logger, fault);
            return new RazorComponentResult<SignInPage>(
                new { Problem = $"{provider.Value.Name} cannot be reached right now." }
            )
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
            };
        }
    }
}
