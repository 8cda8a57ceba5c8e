using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Taking back.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>How long a decision can be taken back by the moderator who made it.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(15);

    private const string LastDecision = """
        SELECT action, actor_platform = $2 AND actor_id = $3 AND occurred_at > now() - $4 FROM flash.audit_log
        WHERE generation_id = $1 AND action IN ('moderation.approved', 'moderation.rejected', 'moderation.removed', 'reports.dismissed', 'moderation.undone')
        ORDER BY id DESC LIMIT 1
        """;

    private const string Entry = """
        INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
        SELECT $2, $3, $4, 'moderation.undone', $1, jsonb_build_object('undid', $5) FROM undone, flash.touch_moderation_case($1, false) LIMIT 1
        """;

    // A job that was queued meanwhile finds nothing to claim.
    private const string UndoApproval = $"""
        WITH undone AS (UPDATE flash.generations SET state = 'held', cleared_at = NULL WHERE id = $1 AND state = 'queued' RETURNING id),
        gone AS (DELETE FROM flash.outbox USING undone WHERE outbox.generation_id = undone.id)
        {Entry}
        """;

    private const string UndoRejection = $"""
        WITH undone AS (UPDATE flash.generations SET state = 'held', finished_at = NULL, failure = NULL WHERE id = $1 AND state = 'rejected' RETURNING id),
        told AS (
            UPDATE flash.message_orders SET wish = 'held', outcome = 'pending', reason = NULL, words = NULL, attempts = 0, next_at = now()
            FROM undone WHERE generation_id = undone.id)
        {Entry}
        """;

    private const string UndoDismissal = $"""
        WITH undone AS (
            UPDATE flash.reports SET state = 'open', decided_at = NULL, decided_by = NULL
            WHERE generation_id = $1 AND state = 'dismissed' AND decided_by = $4 RETURNING id)
        {Entry}
        """;

    // A message that is gone from its chat stays gone.
    private const string UndoRemoval = $"""
        WITH undone AS (DELETE FROM flash.takedowns WHERE generation_id = $1 RETURNING generation_id),
        kept AS (DELETE FROM flash.message_orders USING undone WHERE message_orders.generation_id = undone.generation_id AND wish = 'removed' AND outcome = 'pending'),
        again AS (
            UPDATE flash.reports SET state = 'open', decided_at = NULL, decided_by = NULL FROM undone
            WHERE reports.generation_id = undone.generation_id AND state = 'upheld' AND decided_by = $4)
        {Entry}
        """;

    /// <summary>Takes back the last decision about a generation, if it is this moderator's and not older than <see
    /// cref="UndoWindow"/>.</summary>
    public async Task<Undone> UndoAsync(GenerationId id, Moderator by, CancellationToken cancellationToken)
    {
        await using var last = dataSource.Command(LastDecision, id.Value, by.Platform, by.Id, UndoWindow);
        await using var row = await last.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken) || !row.GetBoolean(1))
        {
            return Undone.Nothing;
        }

        var action = row.GetString(0);
        await row.DisposeAsync();
        var (sql, undone) = action switch
        {
            "moderation.approved" => (UndoApproval, Undone.Approval),
            "moderation.rejected" => (UndoRejection, Undone.Rejection),
            "reports.dismissed" => (UndoDismissal, Undone.Dismissal),
            "moderation.removed" => (UndoRemoval, Undone.Removal),
            _ => ("", Undone.Nothing),
        };
        return
            undone != Undone.Nothing
            && await ActAsync(sql, cancellationToken, id.Value, by.Platform, by.Id, by.Name, action)
            ? undone
            : Undone.Nothing;
    }
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
