using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>What a moderator does about one generation, or about several at once.</summary>
internal static class DecisionEndpoints
{
    private const string One = "/generations/{id:guid}";
    private const int MostAtOnce = 100;

    public static void Map(IEndpointRouteBuilder acts)
    {
        foreach (var act in (string[])["approve", "reject", "remove", "dismiss"])
        {
            acts.MapPost(
                $"{One}/{act}",
                async (
                    HttpContext context,
                    Decisions decisions,
                    Guid id,
                    Reasoned reasoned,
                    CancellationToken cancellationToken
                ) =>
                {
                    var (done, otherwise) = await DecideAsync(
                        decisions,
                        new GenerationId(id),
                        act,
                        reasoned.Reason,
                        SignedIn.Of(context),
                        cancellationToken
                    );
                    return ModerationEndpoints.Said(done, otherwise, id);
                }
            );
        }

        acts.MapPost(One + "/undo", UndoAsync);
        acts.MapPost(One + "/claim", ClaimAsync);
        acts.MapPost(One + "/note", NoteAsync);
        acts.MapPost(One + "/pictures/{index:int}/ban", BanPictureAsync);
        acts.MapPost("/review/bulk", BulkAsync);
    }

    private static async Task<(string? Done, string Otherwise)> DecideAsync(
        Decisions decisions,
        GenerationId id,
        string act,
        string? reason,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        act switch
        {
            "approve" => (
                await decisions.ApproveAsync(id, by, cancellationToken) ? DecisionWords.Approved : null,
                DecisionWords.NotHeld
            ),
            "reject" => (
                DecisionWords.Rejected(await decisions.RejectAsync(id, Clean(reason), by, cancellationToken)),
                DecisionWords.NotHeld
            ),
            "dismiss" => (
                await decisions.DismissAsync(id, by, cancellationToken) ? DecisionWords.Dismissed : null,
                DecisionWords.NotReported
            ),
            _ => (
                DecisionWords.Removed(
                    await decisions.RemoveAsync(id, FeedEndpoints.Reason(reason), by, cancellationToken)
                ),
                DecisionWords.NotDelivered
            ),
        };

    private static async Task<IResult> UndoAsync(
        HttpContext context,
        Decisions decisions,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            DecisionWords.Of(await decisions.UndoAsync(new GenerationId(id), SignedIn.Of(context), cancellationToken)),
            "There is nothing to take back: it was someone else's, more than a quarter of an hour ago, or it is being "
                + "drawn."
        );

    private static async Task<IResult> ClaimAsync(
        HttpContext context,
        ModerationDesk desk,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await desk.ClaimAsync(new GenerationId(id), SignedIn.Of(context), cancellationToken)
                ? "Noted: the others see whether you look at it."
                : null,
            "Another moderator looks at it."
        );

    private static async Task<IResult> NoteAsync(
        HttpContext context,
        ModerationDesk desk,
        Guid id,
        Noted noted,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await desk.NoteAsync(new GenerationId(id), noted.Note ?? "", SignedIn.Of(context), cancellationToken)
                ? "The note is there for the others."
                : null,
            "A note has at least one letter, and is about a picture that is there."
        );

    private static async Task<IResult> BanPictureAsync(
        HttpContext context,
        ModerationDesk desk,
        Guid id,
        int index,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await desk.BanPictureAsync(
                new GenerationId(id),
                index,
                PictureAction.Hold,
                SignedIn.Of(context),
                cancellationToken
            )
                ? "From now on whatever looks like this picture is held."
                : null,
            "This picture is banned already, or nothing of it was kept to compare with."
        );

    private static async Task<IResult> BulkAsync(
        HttpContext context,
        Decisions decisions,
        Bulk bulk,
        CancellationToken cancellationToken
    )
    {
        if (
            bulk.Ids is not { Count: > 0 and <= MostAtOnce } ids
            || bulk.Act is not ("approve" or "reject" or "remove" or "dismiss")
        )
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                $"Choose 1 to {MostAtOnce} cases, and what to do about them."
            );
        }

        var done = 0;
        foreach (var id in ids.Distinct())
        {
            var (happened, _) = await DecideAsync(
                decisions,
                new GenerationId(id),
                bulk.Act,
                bulk.Reason,
                SignedIn.Of(context),
                cancellationToken
            );
            done += happened is null ? 0 : 1;
        }

        return ModerationEndpoints.Said(
            $"{done} of {ids.Count} "
                + $"done{(done < ids.Count ? "; the others were decided meanwhile, or are of another kind" : "")}.",
            ""
        );
    }

    private static string Clean(string? reason) =>
        Bots.Commands.PlainText.Shorten(Bots.Commands.PlainText.Clean(reason ?? "").Trim(), ModerationDesk.MaxReason);

    internal sealed record Reasoned(string? Reason);

    internal sealed record Noted(string? Note);

    internal sealed record Bulk(string? Act, IReadOnlyList<Guid>? Ids, string? Reason);
}
