using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Playground;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using System.Text.Json;

namespace Flash.Bots.Web.Moderation;

/// <summary>The moderators' console. Every page but the sign-in needs a session, and is noted in the audit log.</summary>
internal static class ModerationEndpoints
{
    public const string SignInPath = "/moderation/sign-in";

    private const string Cookie = "flash_moderator";

    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, () => new RazorComponentResult<SignInPage>());
        routes.MapPost(SignInPath, SignInAsync).AddEndpointFilter<Faults>().AddEndpointFilter<SameOrigin>();
        var console = routes.MapGroup("/moderation").AddEndpointFilter<Faults>().AddEndpointFilter<SignedIn>();
        console.MapPost("/sign-out", SignOutAsync).AddEndpointFilter<SameOrigin>();
        console.MapGet("/", FeedAsync);
        console.MapGet("/rows", RowsAsync);
        console.MapGet("/generations/{id:guid}", HistoryAsync);
        console.MapPost("/generations/{id:guid}/{decision:regex(^(approve|reject)$)}", DecideAsync).AddEndpointFilter<SameOrigin>();
        console.MapGet("/thumbnails/{id:guid}/{index:int}", ThumbnailAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, LinkOpened opened, Moderators moderators, ModerationLimits limits, CancellationToken cancellationToken)
    {
        if (!limits.MayTry(context))
        {
            return Refusals.Of(StatusCodes.Status429TooManyRequests, "Too many attempts from this address; please wait a minute.");
        }

        if (opened.Link is not { Length: > 0 and <= 100 } || await moderators.SignInAsync(opened.Link, cancellationToken) is not { } session)
        {
            return Refusals.Of(StatusCodes.Status401Unauthorized, "This link was used already or is older than 15 minutes; ask for a new one (flash moderator add NAME).");
        }

        context.Response.Cookies.Append(Cookie, session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/moderation",
            MaxAge = Moderators.SessionLifetime,
        });
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Moderators moderators, CancellationToken cancellationToken)
    {
        await moderators.SignOutAsync(context.Request.Cookies[Cookie] ?? "", cancellationToken);
        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/moderation" });
        return Results.NoContent();
    }

    private static async Task<IResult> FeedAsync(HttpContext context, Moderators moderators, ModerationReader reader, string? q, Guid? before, CancellationToken cancellationToken)
    {
        var moderator = SignedIn.Of(context);
        await moderators.NoteAsync(moderator, q is null ? "moderation.feed_opened" : "moderation.searched", null, JsonSerializer.Serialize(new { q }), cancellationToken);
        var entries = await reader.ReadFeedAsync(q, before, cancellationToken);
        return new RazorComponentResult<FeedPage>(new { Moderator = moderator.Name, Search = q ?? "", Entries = entries, IsNewest = before is null });
    }

    /// <summary>The newest rows again, for a feed that is open: the same view, so not noted once more.</summary>
    private static async Task<IResult> RowsAsync(ModerationReader reader, string? q, CancellationToken cancellationToken) =>
        new RazorComponentResult<FeedRows>(new { Entries = await reader.ReadFeedAsync(q, null, cancellationToken) });

    private static async Task<IResult> HistoryAsync(HttpContext context, Moderators moderators, ModerationReader reader, Guid id, CancellationToken cancellationToken)
    {
        var moderator = SignedIn.Of(context);
        if (await reader.ReadHistoryAsync(id, cancellationToken) is not { } history)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "There is no such generation.");
        }

        await moderators.NoteAsync(moderator, "moderation.viewed", id, "{}", cancellationToken);
        return new RazorComponentResult<GenerationPage>(new { Moderator = moderator.Name, History = history });
    }

    private static async Task<IResult> DecideAsync(HttpContext context, Decisions decisions, Guid id, string decision, CancellationToken cancellationToken)
    {
        var moderator = SignedIn.Of(context);
        var done = decision == "approve"
            ? await decisions.ApproveAsync(new GenerationId(id), moderator, cancellationToken)
            : await decisions.RejectAsync(new GenerationId(id), moderator, cancellationToken);
        return done is null ? Refusals.Of(StatusCodes.Status409Conflict, Decisions.NotHeld) : Results.Json(new { sentence = done });
    }

    private static async Task<IResult> ThumbnailAsync(HttpContext context, ModerationReader reader, Guid id, int index, CancellationToken cancellationToken)
    {
        if (await reader.ReadThumbnailAsync(id, index, cancellationToken) is not { } thumbnail)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "There is no such picture.");
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(thumbnail, "image/jpeg");
    }

    internal sealed record LinkOpened(string? Link);

    /// <summary>Lets only moderators through; others are shown the sign-in.</summary>
    internal sealed class SignedIn(Moderators moderators) : IEndpointFilter
    {
        private static readonly object Key = new();

        public static Moderator Of(HttpContext context) => (Moderator)context.Items[Key]!; // set below before any page runs

        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var http = context.HttpContext;
            http.Response.Headers.CacheControl = "no-store";
            if (http.Request.Cookies[Cookie] is not { Length: > 0 and <= 100 } session || await moderators.FindAsync(session, http.RequestAborted) is not { } moderator)
            {
                return Results.Redirect(SignInPath);
            }

            http.Items[Key] = moderator;
            return await next(context);
        }
    }
}
