using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Playground;
using Flash.Bots.Web.Security;
using Flash.Bots.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// The moderators' console. Everything but the sign-in needs a session; what only admins may do has a group of its own;
/// what changes anything is a POST from our own page. Views and acts are in the audit log.
/// </summary>
internal static class ModerationEndpoints
{
    public const string SignInPath = "/moderation/sign-in";

    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, () => new RazorComponentResult<SignInPage>());
        routes.MapPost(SignInPath, SignInAsync).AddEndpointFilter<Faults>().AddEndpointFilter<SameOrigin>();
        var pages = routes.MapGroup("/moderation").AddEndpointFilter<Faults>().AddEndpointFilter<SignedIn>();
        var acts = routes
            .MapGroup("/moderation")
            .AddEndpointFilter<Faults>()
            .AddEndpointFilter<SameOrigin>()
            .AddEndpointFilter<SignedIn>()
            .CheckedEarly(typeof(Faults), typeof(SameOrigin), typeof(SignedIn));
        var admins = acts.MapGroup("/")
            .AddEndpointFilter<AdminsOnly>()
            .CheckedEarly(typeof(Faults), typeof(AdminsOnly));
        var adminPages = pages.MapGroup("/").AddEndpointFilter<AdminsOnly>();
        acts.MapPost("/sign-out", SignOutAsync).WithMetadata(new BeforeSecondFactor());
        OpenIdEndpoints.Map(routes);
        SecondFactorEndpoints.Map(pages, acts);
        TeamEndpoints.Map(adminPages, admins);
        FeedEndpoints.Map(pages);
        DecisionEndpoints.Map(acts);
        ReviewEndpoints.Map(pages, acts);
        PeopleEndpoints.Map(pages, acts, admins);
        RuleEndpoints.Map(pages, acts);
        InsightEndpoints.Map(pages, acts);
        ArenaEndpoints.Map(pages);
        LogEndpoints.Map(pages, acts);
        EvidenceEndpoints.Map(adminPages, admins);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        LinkOpened opened,
        Moderators moderators,
        ModerationLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (!limits.MayTry(context))
        {
            return TooManyAttempts();
        }

        if (
            opened.Link is not { Length: > 0 and <= 100 }
            || await moderators.SignInAsync(
                opened.Link,
                context.Request.Headers.UserAgent.ToString(),
                cancellationToken
            )
                is not { } session
        )
        {
            return Refusals.Of(
                StatusCodes.Status401Unauthorized,
                "This link was used already or is older than 15 minutes; ask for a new one (flash moderator add NAME)."
            );
        }

        SessionCookie.Write(context, session);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        Moderators moderators,
        CancellationToken cancellationToken
    )
    {
        await moderators.SignOutAsync(SessionCookie.Read(context.Request) ?? "", cancellationToken);
        SessionCookie.Clear(context);
        return Results.NoContent();
    }

    internal static ProblemHttpResult TooManyAttempts() =>
        Refusals.Of(StatusCodes.Status429TooManyRequests, "Too many attempts from this address; please wait a minute.");

    /// <summary>The answer to an act: a sentence for the moderator, or why it could not be done.</summary>
    internal static IResult Said(string? done, string otherwise) =>
        done is null ? Refusals.Of(StatusCodes.Status409Conflict, otherwise) : Results.Json(new { sentence = done });

    /// <summary>The same about one generation, which the page then lets go of.</summary>
    internal static IResult Said(string? done, string otherwise, Guid generation) =>
        done is null
            ? Refusals.Of(StatusCodes.Status409Conflict, otherwise)
            : Results.Json(new { sentence = done, generation });

    internal sealed record LinkOpened(string? Link);
}
