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
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", FeedAsync);
        pages.MapGet("/rows", RowsAsync);
        pages.MapGet("/events", Events);
        pages.MapGet("/generations/{id:guid}", HistoryAsync);
        pages.MapGet("/thumbnails/{id:guid}/{index:int}", ThumbnailAsync);
        pages.MapGet("/given/{id:guid}", GivenAsync);
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
                Entries = views.Shown(SignedIn.Of(context), entries),
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
                Entries = views.Shown(
                    SignedIn.Of(context),
                    await reader.ReadFeedAsync(
                        await filter.QueryAsync(people, cancellationToken),
                        null,
                        cancellationToken
                    )
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
        // SignedIn has found someone by it.
        return TypedResults.ServerSentEvents(changes.FollowAsync(SessionCookie.Read(context.Request)!, leaving.Token));
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext context,
        Moderators moderators,
        ModerationReader reader,
        NotedViews views,
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
        views.Shown(SignedIn.Of(context), [history.Entry]);
        return new RazorComponentResult<GenerationPage>(
            new { Viewer = await viewers.OfAsync(context), History = history }
        );
    }

    private static async Task<IResult> ThumbnailAsync(
        HttpContext context,
        Moderators moderators,
        NotedViews views,
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

        // In a page that was noted it is part of that view; by itself it is one of its own, whatever the request says
        // of itself.
        if (context.Request.Headers["Sec-Fetch-Dest"] != "image" || !views.IsShown(SignedIn.Of(context), id))
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

    /// <summary>The picture that a person sent to start from, fetched from its network for this look.</summary>
    private static async Task<IResult> GivenAsync(
        HttpContext context,
        Moderators moderators,
        AskedGenerations generations,
        IEnumerable<IMessenger> messengers,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (
            (await generations.FindAsync(new GenerationId(id), cancellationToken))?.Recipe.Start?.Given is not { } given
            || messengers.FirstOrDefault(messenger => messenger.Platform == given.Platform) is not { } messenger
        )
        {
            return Refusals.Of(
                StatusCodes.Status404NotFound,
                "No one sent a picture for it, or it cannot be fetched here."
            );
        }

        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.picture_viewed",
            id,
            JsonSerializer.Serialize(new { picture = "given" }),
            cancellationToken
        );
        try
        {
            var bytes = await messenger.FetchAsync(given, cancellationToken);
            return PictureKind.MediaTypeOf(bytes.Span) is { } type
                ? Results.Bytes(bytes, type)
                : Refusals.Of(StatusCodes.Status404NotFound, "What was sent cannot be shown in a browser.");
        }
        catch (MessengerException)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "Its network does not hand the picture out any more.");
        }
    }

    internal static string Reason(string? given) =>
        given?.Trim() is { Length: > 0 } reason
            ? PlainText.Shorten(reason, ModerationDesk.MaxReason)
            : "Against the rules.";
}
