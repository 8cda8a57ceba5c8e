using System.Text.Json;
using Flash.Bots.Audit;
using Flash.Bots.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>Statistics, the audit log and its chain, and who is signed in.</summary>
internal static class InsightEndpoints
{
    /// <summary>Entries on a page of the log.</summary>
    public const int PageSize = 60;

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/statistics", StatisticsAsync);
        pages.MapGet("/log", LogAsync);
        acts.MapPost("/log/verify", VerifyAsync);
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

    private static async Task<IResult> LogAsync(
        HttpContext context,
        Moderators moderators,
        AuditSearch search,
        AuditVerification verification,
        Viewers viewers,
        string? action,
        string? actor,
        long? before,
        CancellationToken cancellationToken
    )
    {
        var (wanted, by) = (Clean(action), Clean(actor));
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.log_read",
            null,
            JsonSerializer.Serialize(new { action = wanted, actor = by }),
            cancellationToken
        );
        var lines = await search.ReadAsync(
            new AuditFilter { Action = wanted, ActorId = by },
            before,
            PageSize,
            cancellationToken
        );
        return new RazorComponentResult<LogPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Action = wanted ?? "",
                Actor = by ?? "",
                Verified = await verification.LastAsync(cancellationToken),
                Lines = lines.Select(line => ModerationReader.LogEntryOf(line, null, null)).ToList(),
            }
        );
    }

    /// <summary>Walks the whole chain: a minute or more for a long log, so only when asked for.</summary>
    private static async Task<IResult> VerifyAsync(
        HttpContext context,
        Moderators moderators,
        AuditVerification verification,
        CancellationToken cancellationToken
    )
    {
        var report = await verification.RunAsync(cancellationToken);
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.chain_verified",
            null,
            JsonSerializer.Serialize(new { report.Sealed, findings = report.Findings.Count }),
            cancellationToken
        );
        return new RazorComponentResult<ChainReport>(new { Report = report });
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

    private static string? Clean(string? given) =>
        given?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 and <= 200 } text ? text : null;
}
