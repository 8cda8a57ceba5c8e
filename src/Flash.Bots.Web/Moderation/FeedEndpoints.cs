using System.Text.Json;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Flash.Bots.Web.Moderation;

/// <summary>The live feed, search, one generation, and decisions about it.</summary>
internal static class FeedEndpoints
{
    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/", FeedAsync);
        pages.MapGet("/rows", RowsAsync);
        pages.MapGet("/events", Events);
        pages.MapGet("/generations/{id:guid}", HistoryAsync);
        pages.MapGet("/thumbnails/{id:guid}/{index:int}", ThumbnailAsync);
        acts.MapPost(
            "/generations/{id:guid}/approve",
            async (HttpContext context, Decisions decisions, Guid id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await decisions.ApproveAsync(new GenerationId(id), SignedIn.Of(context), cancellationToken),
                    Decisions.NotHeld
                )
        );
        acts.MapPost(
            "/generations/{id:guid}/reject",
            async (HttpContext context, Decisions decisions, Guid id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await decisions.RejectAsync(new GenerationId(id), SignedIn.Of(context), cancellationToken),
                    Decisions.NotHeld
                )
        );
        acts.MapPost(
            "/generations/{id:guid}/dismiss",
            async (HttpContext context, Decisions decisions, Guid id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await decisions.DismissAsync(new GenerationId(id), SignedIn.Of(context), cancellationToken),
                    "No report of it is open any more."
                )
        );
        acts.MapPost(
            "/generations/{id:guid}/remove",
            async (
                HttpContext context,
                Decisions decisions,
                Guid id,
                Reasoned reasoned,
                CancellationToken cancellationToken
            ) =>
                ModerationEndpoints.Said(
                    await decisions.RemoveAsync(
                        new GenerationId(id),
                        Reason(reasoned.Reason),
                        SignedIn.Of(context),
                        cancellationToken
                    ),
                    Decisions.NotDelivered
                )
        );
    }

    private static async Task<IResult> FeedAsync(
        HttpContext context,
        Moderators moderators,
        NotedViews views,
        ModerationReader reader,
        PeopleReader people,
        Viewers viewers,
        [AsParameters] FeedFilter filter,
        Guid? before,
        CancellationToken cancellationToken
    )
    {
        filter = filter.Clean();
        var viewer = await viewers.OfAsync(context);
        if (filter.Complaint() is { } complaint)
        {
            return new RazorComponentResult<FeedPage>(
                new
                {
                    Viewer = viewer,
                    Filtered = filter,
                    Complaint = complaint,
                    Entries = Array.Empty<FeedEntry>(),
                }
            );
        }

        views.Add(SignedIn.Of(context), filter.Address(null));
        await moderators.NoteAsync(
            SignedIn.Of(context),
            filter.IsEmpty ? "moderation.feed_opened" : "moderation.searched",
            null,
            JsonSerializer.Serialize(filter),
            cancellationToken
        );
        var entries = await reader.ReadFeedAsync(
            await filter.QueryAsync(people, cancellationToken),
            before,
            cancellationToken
        );
        return new RazorComponentResult<FeedPage>(
            new
            {
                Viewer = viewer,
                Filtered = filter,
                Entries = entries,
                IsNewest = before is null,
            }
        );
    }

    /// <summary>The newest rows again, for a feed that is open.</summary>
    private static async Task<IResult> RowsAsync(
        HttpContext context,
        Moderators moderators,
        NotedViews views,
        ModerationReader reader,
        PeopleReader people,
        [AsParameters] FeedFilter filter,
        CancellationToken cancellationToken
    )
    {
        filter = filter.Clean();
        if (filter.Complaint() is not null)
        {
            return new RazorComponentResult<FeedRows>(new { Entries = Array.Empty<FeedEntry>() });
        }

        if (views.Add(SignedIn.Of(context), filter.Address(null)))
        {
            await moderators.NoteAsync(
                SignedIn.Of(context),
                "moderation.searched",
                null,
                JsonSerializer.Serialize(filter),
                cancellationToken
            );
        }

        return new RazorComponentResult<FeedRows>(
            new
            {
                Entries = await reader.ReadFeedAsync(
                    await filter.QueryAsync(people, cancellationToken),
                    null,
                    cancellationToken
                ),
            }
        );
    }

    private static ServerSentEventsResult<string> Events(
        HttpContext context,
        LiveChanges changes,
        IHostApplicationLifetime lifetime
    )
    {
        var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        context.Response.RegisterForDispose(leaving);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(changes.FollowAsync(SessionCookie.Read(context.Request)!, leaving.Token)); // SignedIn has found somebody by it
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext context,
        Moderators moderators,
        ModerationReader reader,
        Viewers viewers,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (await reader.ReadHistoryAsync(id, cancellationToken) is not { } history)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "There is no such generation.");
        }

        await moderators.NoteAsync(SignedIn.Of(context), "moderation.viewed", id, "{}", cancellationToken);
        return new RazorComponentResult<GenerationPage>(
            new { Viewer = await viewers.OfAsync(context), History = history }
        );
    }

    private static async Task<IResult> ThumbnailAsync(
        HttpContext context,
        Moderators moderators,
        Thumbnails thumbnails,
        Guid id,
        int index,
        CancellationToken cancellationToken
    )
    {
        if (await thumbnails.FindAsync(new GenerationId(id), index, cancellationToken) is not { } thumbnail)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "There is no such picture.");
        }

        // In a page it is part of that view; by itself it is one of its own.
        if (context.Request.Headers["Sec-Fetch-Dest"] != "image")
        {
            await moderators.NoteAsync(
                SignedIn.Of(context),
                "moderation.picture_viewed",
                id,
                JsonSerializer.Serialize(new { picture = index }),
                cancellationToken
            );
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(thumbnail, "image/jpeg");
    }

    internal static string Reason(string? given) =>
        given?.Trim() is { Length: > 0 } reason
            ? PlainText.Shorten(reason, ModerationDesk.MaxReason)
            : "Against the rules.";

    internal sealed record Reasoned(string? Reason);
}
