using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Decisions on pictures.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>Lets a held generation be drawn, or shown, if it was drawn before it was held. False when it is not
    /// held any more.</summary>
    public Task<bool> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH approved AS (
                UPDATE flash.generations SET state = 'queued',
                    turn = GREATEST(turn, (SELECT clock.turn FROM flash.queue_clocks clock WHERE clock.moves = (kind = 'animate'))),
                    cleared_at = CASE WHEN EXISTS (SELECT FROM flash.pictures WHERE generation_id = id) THEN now() END
                WHERE id = $1 AND state = 'held' RETURNING id, chat_id),
            job AS (INSERT INTO flash.outbox (generation_id) SELECT id FROM approved)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
            SELECT $2, $3, $4, 'moderation.approved', approved.id, chat.external_id FROM approved JOIN flash.chats chat ON chat.id = approved.chat_id
            """,
            cancellationToken,
            id.Value,
            by.Platform,
            by.Id,
            by.Name
        );

    /// <summary>Ends a held generation. False when it is not held any more. That its message says so is <see
    /// cref="MessageOrders"/>' work.</summary>
    /// <param name="id">The generation.</param>
    /// <param name="reason">For the person to read; empty for none.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public Task<bool> RejectAsync(GenerationId id, string reason, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            $"""
            WITH rejected AS (
                UPDATE flash.generations SET state = 'rejected', finished_at = now(), failure = $5 WHERE id = $1 AND state = 'held' RETURNING id, chat_id),
            told AS ({MessageOrders.Insert("rejected", "rejected", "id", "nullif($6, '')")})
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT $2, $3, $4, 'moderation.rejected', rejected.id, chat.external_id, jsonb_strip_nulls(jsonb_build_object('reason', nullif($6, ''))) FROM rejected JOIN flash.chats chat ON chat.id = rejected.chat_id
            """,
            cancellationToken,
            id.Value,
            by.Platform,
            by.Id,
            by.Name,
            Texts.Rejected,
            PlainText.Clean(reason)
        );

    /// <summary>
    /// Takes a delivered generation down: its buttons do nothing any more, and no one draws from it. Removing the
    /// message is <see cref="MessageOrders"/>' work. False when it was taken down before, or nothing of it was
    /// delivered.
    /// </summary>
    public Task<bool> TakeDownAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            $"""
            WITH down AS (
                INSERT INTO flash.takedowns (generation_id, reason, taken_down_by) SELECT id, $5, $4 FROM flash.generations WHERE id = $1 AND state = 'delivered'
                ON CONFLICT DO NOTHING RETURNING generation_id),
            settled AS (
                UPDATE flash.reports SET state = 'upheld', decided_at = now(), decided_by = $4 FROM down
                WHERE reports.generation_id = down.generation_id AND state = 'open'),
            taken_away AS ({MessageOrders.Insert("removed", "down", "generation_id", "NULL")})
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT $2, $3, $4, 'moderation.removed', generation.id, chat.external_id, jsonb_build_object('reason', $5)
            FROM down JOIN flash.generations generation ON generation.id = down.generation_id JOIN flash.chats chat ON chat.id = generation.chat_id
            """,
            cancellationToken,
            id.Value,
            by.Platform,
            by.Id,
            by.Name,
            PlainText.Clean(reason)
        );
}
