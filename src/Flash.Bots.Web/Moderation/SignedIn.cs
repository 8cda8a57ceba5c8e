using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Security;
using Flash.Bots.Web.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>Lets only moderators through; others are shown the sign-in, or told to sign in when they wanted to change
/// something.</summary>
internal sealed class SignedIn(Moderators moderators) : IEndpointFilter
{
    private static readonly object Key = new();

    public static Moderator Of(HttpContext context) => VisitOf(context).Moderator;

    // Set below before any page runs.
    public static ConsoleVisit VisitOf(HttpContext context) => (ConsoleVisit)context.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (
            SessionCookie.Read(http.Request) is not { } session
            || await moderators.VisitAsync(session, IsByHand(http.Request), http.RequestAborted) is not { } visit
        )
        {
            return HttpMethods.IsGet(http.Request.Method)
                ? Results.Redirect(ModerationEndpoints.SignInPath)
                : Refusals.Of(
                    StatusCodes.Status401Unauthorized,
                    "Please sign in first; a session ends after twelve hours, or two without a click."
                );
        }

        if (
            visit.Need is not SecondFactorNeed.None
            && http.GetEndpoint()?.Metadata.GetMetadata<BeforeSecondFactor>() is null
        )
        {
            return HttpMethods.IsGet(http.Request.Method)
                ? Results.Redirect(SecondFactorEndpoints.Path)
                : Refusals.Of(
                    StatusCodes.Status401Unauthorized,
                    "Please show your second factor first, at /moderation/second-factor."
                );
        }

        http.Items[Key] = visit;
        return await next(context);
    }

    /// <summary>What a page asks for by itself keeps no session alive.</summary>
    private static bool IsByHand(HttpRequest request) =>
        request.Headers["X-Flash"] != "live"
        && !request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
}

/// <summary>Marks the few routes that someone may use who has signed in, but not shown the second factor
/// yet.</summary>
internal sealed class BeforeSecondFactor;

/// <summary>Lets only admins through. Runs after <see cref="SignedIn"/>; refusals are in the audit log.</summary>
internal sealed class AdminsOnly(Moderators moderators) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (SignedIn.Of(http).Role == ModeratorRole.Admin)
        {
            return await next(context);
        }

        await moderators.NoteAsync(
            SignedIn.Of(http),
            "moderator.refused",
            null,
            System.Text.Json.JsonSerializer.Serialize(new { path = http.Request.Path.Value }),
            http.RequestAborted
        );
        return Refusals.Of(
            StatusCodes.Status403Forbidden,
            "Only admins may do this; flash moderator add NAME --role admin makes one."
        );
    }
}

/// <summary>Tells every page who reads it.</summary>
internal sealed class Viewers(ReviewReader review, IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>How long a moderator who was let in by others cannot be the second to agree.</summary>
    private static readonly TimeSpan Probation = TimeSpan.FromDays(1);

    public async Task<Viewer> OfAsync(HttpContext context) =>
        new(
            SignedIn.Of(context).Name,
            SignedIn.Of(context).Role == ModeratorRole.Admin,
            await review.CountAsync(context.RequestAborted)
        )
        {
            LetInAt = await LetInAtAsync(SignedIn.Of(context), context.RequestAborted),
        };

    private async Task<DateTimeOffset?> LetInAtAsync(Moderator moderator, CancellationToken cancellationToken)
    {
        if (
            !long.TryParse(
                moderator.Id.AsSpan(moderator.Id.IndexOf('-', StringComparison.Ordinal) + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
        )
        {
            return null;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var from = await db
            .Moderators.Where(row => row.Id == id && row.ConfirmsFrom > now)
            .Select(row => (DateTimeOffset?)row.ConfirmsFrom)
            .FirstOrDefaultAsync(cancellationToken);
        return from - Probation;
    }
}

/// <summary>Who looks at a page of the console.</summary>
/// <param name="Name">As in the audit log.</param>
/// <param name="IsAdmin">May do what only admins may.</param>
/// <param name="Waiting">How many cases wait for a decision.</param>
public sealed record Viewer(string Name, bool IsAdmin, long Waiting)
{
    /// <summary>When someone else made a way in for them: a link, a code or a reset second factor; null when that was
    /// more than a day ago. They are told, because it may have been for someone else.</summary>
    public DateTimeOffset? LetInAt { get; init; }
}
