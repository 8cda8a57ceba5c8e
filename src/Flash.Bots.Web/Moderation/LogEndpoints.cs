using System.Text.Json;
using Flash.Bots.Audit;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>The audit log, a file of what is shown of it, and its chain.</summary>
internal static class LogEndpoints
{
    /// <summary>Entries on a page of the log.</summary>
    public const int PageSize = 60;

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/log", PageAsync);
        pages.MapGet("/log/export", ExportAsync);
        acts.MapPost("/log/verify", VerifyAsync);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        AuditSearch search,
        AuditVerification verification,
        Viewers viewers,
        [AsParameters] LogFilter filter,
        long? before,
        CancellationToken cancellationToken
    )
    {
        var complaint = filter.Complaint();
        if (complaint is null)
        {
            await NoteAsync(context, moderators, "moderation.log_read", filter, cancellationToken);
        }

        var lines = complaint is null
            ? await search.ReadAsync(filter.ToAudit(), before, PageSize, cancellationToken)
            : [];
        return new RazorComponentResult<LogPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Filtered = filter,
                Complaint = complaint,
                Verified = await verification.LastAsync(cancellationToken),
                Lines = lines.Select(line => ModerationReader.LogEntryOf(line, null, null)).ToList(),
            }
        );
    }

    /// <summary>Everything that fits, not only the page that is shown, the oldest first.</summary>
    private static async Task<IResult> ExportAsync(
        HttpContext context,
        Moderators moderators,
        AuditExport export,
        [AsParameters] LogFilter filter,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (filter.Complaint() is { } complaint)
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, complaint);
        }

        var (kind, type, end) = format is "jsonl"
            ? (AuditFormat.Jsonl, "application/jsonl", "jsonl")
            : (AuditFormat.Csv, "text/csv; charset=utf-8", "csv");
        await NoteAsync(context, moderators, "moderation.log_exported", filter, cancellationToken);
        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                await export.WriteAsync(filter.ToAudit(), kind, writer, cancellationToken);
            },
            type,
            $"flash-log.{end}"
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

    private static Task NoteAsync(
        HttpContext context,
        Moderators moderators,
        string action,
        LogFilter filter,
        CancellationToken cancellationToken
    ) =>
        moderators.NoteAsync(
            SignedIn.Of(context),
            action,
            null,
            JsonSerializer.Serialize(filter, Written).Replace("\\u0000", "", StringComparison.Ordinal),
            cancellationToken
        );

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
