using Flash.Bots.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>Statistics, and who is signed in.</summary>
internal static class InsightEndpoints
{
    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/statistics", StatisticsAsync);
        pages.MapGet("/sessions", SessionsAsync);
        acts.MapPost(
            "/sessions/{id:long}/end",
            async (HttpContext context, ConsoleSessions sessions, long id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await sessions.EndAsync(id, SignedIn.Of(context), cancellationToken)
                        ? "The session has ended."
                        : null,
                    "This session has ended already, or is not yours to end."
                )
        );
    }

    private static async Task<IResult> StatisticsAsync(
        HttpContext context,
        Moderators moderators,
        StatisticsReader statistics,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.statistics_viewed", null, "{}", cancellationToken);
        return new RazorComponentResult<StatisticsPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Requests = await statistics.RequestsAsync(cancellationToken),
                Actions = await statistics.ActionsAsync(cancellationToken),
                Kinds = await statistics.KindsAsync(cancellationToken),
            }
        );
    }

    private static async Task<IResult> SessionsAsync(
        HttpContext context,
        Moderators moderators,
        ConsoleSessions sessions,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.sessions_listed", null, "{}", cancellationToken);
        return new RazorComponentResult<SessionsPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Sessions = await sessions.ListAsync(SignedIn.Of(context), cancellationToken),
            }
        );
    }
}
