using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Taking back.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>How long a decision can be taken back by the moderator who made it.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(15);

    private static readonly NamedSql LastDecision = NamedSql.Load("moderation/last_decision");
    private static readonly NamedSql UndoApproval = NamedSql.Load("moderation/undo_approval");
    private static readonly NamedSql UndoRejection = NamedSql.Load("moderation/undo_rejection");
    private static readonly NamedSql UndoDismissal = NamedSql.Load("moderation/undo_dismissal");
    private static readonly NamedSql UndoRemoval = NamedSql.Load("moderation/undo_removal");

    /// <summary>Takes back the last decision about a generation, if it is this moderator's and not older than <see
    /// cref="UndoWindow"/>.</summary>
    public async Task<Undone> UndoAsync(GenerationId id, Moderator by, CancellationToken cancellationToken)
    {
        var last = await LastDecision.ReadOneAsync<Decided>(
            databases,
            new[] { by.Signature, new { id, Window = UndoWindow } },
            cancellationToken
        );
        if (last is not { MayBeUndone: true })
        {
            return Undone.Nothing;
        }

        (NamedSql, Undone)? way = last.Action switch
        {
            "moderation.approved" => (UndoApproval, Undone.Approval),
            "moderation.rejected" => (UndoRejection, Undone.Rejection),
            "reports.dismissed" => (UndoDismissal, Undone.Dismissal),
            "moderation.removed" => (UndoRemoval, Undone.Removal),
            _ => null,
        };
        return way is var (act, undone) && await ActAsync(act, by, new { id, Undid = last.Action }, cancellationToken)
            ? undone
            : Undone.Nothing;
    }

    private sealed record Decided(string Action, bool MayBeUndone);
}

/// <summary>What was taken back.</summary>
public enum Undone
{
    /// <summary>Nothing: it was someone else's, too long ago, or cannot be taken back any more.</summary>
    Nothing,

    /// <summary>It is held again; nothing was drawn of it.</summary>
    Approval,

    /// <summary>It is held again, and its message says so.</summary>
    Rejection,

    /// <summary>The reports are open again.</summary>
    Dismissal,

    /// <summary>It is not taken down any more; a message that is gone from its chat stays gone.</summary>
    Removal,
}
