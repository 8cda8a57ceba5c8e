using Flash.Bots.Conversations;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flash.Bots.Web.Playground;

/// <summary>What the page calls. Everything is bound to the conversation in the browser's cookie.</summary>
internal static partial class PlaygroundEndpoints
{
    /// <summary>Longer texts than any command takes are refused before they are stored; shorter ones get the command's
    /// own answer.</summary>
    public const int LongestText = 10_000;

    private const int HistoryPage = 40;

    public static void MapPlayground(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Page);
        var playground = routes.MapGroup("/playground").AddEndpointFilter<Faults>();
        playground.MapGet("/history", HistoryAsync);
        playground.MapGet("/events", Events);
        playground.MapGet("/media/{messageId:long}/{revision:int}/{position:int}", MediaAsync);

        var speaking = playground
            .MapGroup("")
            .AddEndpointFilter<SameOrigin>()
            .AddEndpointFilter<Traced>()
            .WithMetadata(new RequestSizeLimitAttribute(64 * 1024));
        speaking.MapPost("/messages", SayAsync);
        speaking.MapPost("/presses", PressAsync);
        playground
            .MapPost("/pictures", PictureUpload.TakeAsync)
            .AddEndpointFilter<SameOrigin>()
            .AddEndpointFilter<Traced>()
            .WithMetadata(new RequestSizeLimitAttribute(PictureUpload.MaxBytes + (64 * 1024)));
        playground
            .MapPost("/masks", MaskUpload.TakeAsync)
            .AddEndpointFilter<SameOrigin>()
            .AddEndpointFilter<Traced>()
            .WithMetadata(new RequestSizeLimitAttribute(MaskUpload.MaxRequestBytes));
        speaking.MapPost("/sketch", SketchEndpoint.SketchAsync);
    }

    private static RazorComponentResult<ChatPage> Page(
        HttpContext context,
        TimeProvider time,
        IServiceProvider services
    )
    {
        ConversationCookie.ReadOrBegin(context, time);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ChatPage>(
            new { AsYouType = SketchEndpoint.IsAvailable(services), context.Texts }
        );
    }

    private static async Task<Results<Ok<ChatHistory>, ProblemHttpResult>> HistoryAsync(
        HttpContext context,
        PlaygroundReader reader,
        long? before,
        CancellationToken cancellationToken
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return ConversationCookie.Read(context.Request) is { } conversation
            ? TypedResults.Ok(await reader.ReadHistoryAsync(conversation, before, HistoryPage, cancellationToken))
            : Refusals.NoConversation(context);
    }

    private static Results<ServerSentEventsResult<object>, ProblemHttpResult> Events(
        HttpContext context,
        PlaygroundStream stream,
        PlaygroundLimits limits,
        IHostApplicationLifetime lifetime,
        long? after
    )
    {
        if (ConversationCookie.Read(context.Request) is not { } conversation)
        {
            return Refusals.NoConversation(context);
        }

        var place = limits.OpenPage(conversation);
        context.Response.RegisterForDispose(place);
        if (!place.IsAcquired)
        {
            return Refusals.Of(StatusCodes.Status429TooManyRequests, context.Texts.WebTooManyTabs);
        }

        // The header is the browser's own, on reconnecting; it is newer than the address the page began with.
        var seen = long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) ? last : after ?? 0;
        var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        context.Response.RegisterForDispose(leaving);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.FollowAsync(conversation, seen, leaving.Token));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> MediaAsync(
        HttpContext context,
        PlaygroundReader reader,
        long messageId,
        int revision,
        int position,
        CancellationToken cancellationToken
    )
    {
        if (
            ConversationCookie.Read(context.Request) is not { } conversation
            || await reader.ReadFileAsync(conversation, messageId, revision, position, cancellationToken)
                is not { } file
        )
        {
            context.Response.Headers.CacheControl = "no-store";
            return Refusals.Of(StatusCodes.Status404NotFound, context.Texts.WebNoSuchPicture);
        }

        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(file.Bytes, file.MediaType);
    }

    /// <summary>What was typed, without what no database can keep.</summary>
    internal static string Storable(string? typed) => typed?.Replace("\0", "", StringComparison.Ordinal) ?? "";

    private static async Task<Results<Accepted, ProblemHttpResult>> SayAsync(
        HttpContext context,
        Said said,
        PlaygroundStore store,
        Conversation conversation,
        PlaygroundLimits limits,
        IHostApplicationLifetime lifetime
    )
    {
        if (ConversationCookie.Read(context.Request) is not { } id)
        {
            return Refusals.NoConversation(context);
        }

        var text = Storable(said.Text);
        if (said.ClientId == Guid.Empty || text.Length > LongestText || string.IsNullOrWhiteSpace(text))
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                context.Texts.WebMessageLength(text.Trim().Length, LongestText)
            );
        }

        if (!limits.MaySpeak(context))
        {
            return Refusals.TooFast(context);
        }

        // Not the request's token: a reload in the middle must not leave a generation without its message.
        var cancellationToken = lifetime.ApplicationStopping;
        var messageId = await store.AddOwnAsync(
            id,
            said.ClientId,
            text,
            said.InReplyTo,
            picture: null,
            cancellationToken
        );
        await conversation.HandleAsync(
            new IncomingMessage
            {
                IdempotencyKey = $"playground:{id:N}:{said.ClientId:N}",
                From = Visitor(id, context),
                Chat = ChatOf(id),
                Text = text,
                ReplyTo = new PlaygroundReply(id, messageId),
                InReplyTo = said.InReplyTo is { } answered ? new PlaygroundMessage(answered) : null,
            },
            cancellationToken
        );
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> PressAsync(
        HttpContext context,
        Pressed pressed,
        Conversation conversation,
        PlaygroundLimits limits,
        IHostApplicationLifetime lifetime
    )
    {
        if (ConversationCookie.Read(context.Request) is not { } id)
        {
            return Refusals.NoConversation(context);
        }

        if (!limits.MaySpeak(context))
        {
            return Refusals.TooFast(context);
        }

        await conversation.PressAsync(
            new ButtonPress
            {
                IdempotencyKey = $"playground:{id:N}:press:{pressed.ClientId:N}",
                From = Visitor(id, context),
                Chat = ChatOf(id),
                Code = pressed.Code ?? "",
                ReplyTo = new PlaygroundReply(id, pressed.MessageId),
                Message = new PlaygroundMessage(pressed.MessageId),
            },
            async (answer, token) =>
            {
                // Answered before anything is posted: the browser shows at once that the press counted.
                await context.Response.WriteAsJsonAsync(answer, token);
                await context.Response.CompleteAsync();
            },
            lifetime.ApplicationStopping
        );
        return Results.Empty;
    }

    private sealed record Said(string? Text, Guid ClientId, long? InReplyTo = null);

    private sealed record Pressed(string? Code, long MessageId, Guid ClientId);
}
