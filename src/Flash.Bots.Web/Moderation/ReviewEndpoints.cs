using Flash.Bots.Moderation;
using Flash.Bots.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Moderation;

/// <summary>What waits for a decision: held and reported pictures, appeals, long bans.</summary>
internal static class ReviewEndpoints
{
    private const string Queue = "the queue";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/review", PageAsync);
        pages.MapGet("/review/rows", RowsAsync);
        acts.MapPost(
            "/appeals/{id:long}/grant",
            (HttpContext context, ModerationDesk desk, long id, CancellationToken cancellationToken) =>
                AnswerAsync(context, desk, id, true, cancellationToken)
        );
        acts.MapPost(
            "/appeals/{id:long}/refuse",
            (HttpContext context, ModerationDesk desk, long id, CancellationToken cancellationToken) =>
                AnswerAsync(context, desk, id, false, cancellationToken)
        );
        acts.MapPost("/bans/{id:long}/confirm", ConfirmAsync);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        NotedViews views,
        ReviewReader review,
        Viewers viewers,
        IOptions<ModerationOptions> options,
        [AsParameters] ReviewFilter filter,
        CancellationToken cancellationToken
    )
    {
        views.Add(SignedIn.Of(context), Queue);
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.review_opened", null, "{}", cancellationToken);
        return new RazorComponentResult<ReviewPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Filter = filter,
                Total = await review.CountCasesAsync(filter, cancellationToken),
                Cases = views.Shown(SignedIn.Of(context), await review.CasesAsync(filter, cancellationToken)),
                Appeals = await review.AppealsAsync(cancellationToken),
                Bans = await review.BansAsync(cancellationToken),
                Safety = options.Value,
            }
        );
    }

    private static async Task<IResult> RowsAsync(
        HttpContext context,
        Moderators moderators,
        NotedViews views,
        ReviewReader review,
        [AsParameters] ReviewFilter filter,
        CancellationToken cancellationToken
    )
    {
        if (views.Add(SignedIn.Of(context), Queue))
        {
            await moderators.NoteAsync(SignedIn.Of(context), "moderation.review_opened", null, "{}", cancellationToken);
        }

        return new RazorComponentResult<ReviewRows>(
            new
            {
                Cases = views.Shown(SignedIn.Of(context), await review.CasesAsync(filter, cancellationToken)),
                Total = await review.CountCasesAsync(filter, cancellationToken),
                Waiting = await review.CountAsync(cancellationToken),
            }
        );
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        ModerationDesk desk,
        long id,
        bool granted,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await desk.DecideAppealAsync(id, granted, SignedIn.Of(context), cancellationToken)
                ? granted
                    ? "The appeal is granted."
                    : "The appeal is refused."
                : null,
            "This appeal was answered already."
        );

    private static async Task<IResult> ConfirmAsync(
        HttpContext context,
        ModerationDesk desk,
        long id,
        CancellationToken cancellationToken
    ) =>
        await desk.ConfirmBanAsync(id, SignedIn.Of(context), cancellationToken) switch
        {
            BanConfirmation.Confirmed => ModerationEndpoints.Said(
                "Confirmed: the ban has the length that was asked for.",
                ""
            ),
            BanConfirmation.TooNew => ModerationEndpoints.Said(
                null,
                "Someone else made a way in for you less than a day ago, so you cannot be the second to agree yet."
            ),
            BanConfirmation.NeedsSomebodyElse => ModerationEndpoints.Said(
                null,
                "The moderator who asked for a ban cannot also confirm it."
            ),
            _ => ModerationEndpoints.Said(null, "No ban with this number waits for a second moderator."),
        };
}
