using Flash.Bots.Generations;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>What is preserved for a report, for admins: the list, one signed file, preserving and letting go.</summary>
internal static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder adminPages, IEndpointRouteBuilder admins)
    {
        adminPages.MapGet("/evidence", PageAsync);
        adminPages.MapGet("/evidence/{id:long}/file", FileAsync);
        admins.MapPost("/generations/{id:guid}/preserve", PreserveAsync);
        admins.MapPost(
            "/evidence/{id:long}/release",
            async (HttpContext context, EvidenceStore evidence, long id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await evidence.ReleaseAsync(id, SignedIn.Of(context), cancellationToken)
                        ? "Released: the copy is deleted."
                        : null,
                    "Nothing is preserved under this number."
                )
        );
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        EvidenceStore evidence,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "evidence.listed", null, "{}", cancellationToken);
        return new RazorComponentResult<EvidencePage>(
            new { Viewer = await viewers.OfAsync(context), Kept = await evidence.ListAsync(cancellationToken) }
        );
    }

    private static async Task<IResult> FileAsync(
        HttpContext context,
        EvidenceStore evidence,
        long id,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await evidence.ExportAsync(id, SignedIn.Of(context), cancellationToken) is { } file
                ? Results.File(file, "application/json", $"flash-evidence-{id}.json")
                : Refusals.Of(StatusCodes.Status404NotFound, "Nothing is preserved under this number.");
        }
        catch (EvidenceNotSignedException refused)
        {
            return Refusals.Of(StatusCodes.Status409Conflict, refused.Message);
        }
    }

    private static async Task<IResult> PreserveAsync(
        HttpContext context,
        EvidenceStore evidence,
        Guid id,
        DecisionEndpoints.Reasoned reasoned,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await evidence.PreserveAsync(
                new GenerationId(id),
                FeedEndpoints.Reason(reasoned.Reason),
                SignedIn.Of(context),
                cancellationToken
            )
                is { } number
                ? $"Preserved as evidence {number}: erasing leaves it."
                : null,
            "There is no such generation."
        );
}
