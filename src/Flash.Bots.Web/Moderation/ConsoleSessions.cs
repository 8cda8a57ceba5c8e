using Flash.Bots.Moderation;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>A session, as its owner and the admins see it. The secret is not among it: no one can read that
/// anywhere.</summary>
public sealed record ConsoleSession(
    long Id,
    string Moderator,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt,
    string Browser
);

/// <summary>Listing and ending sessions: one's own, and for admins everyone's.</summary>
internal sealed class ConsoleSessions(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The sessions that still work, the latest used first.</summary>
    public Task<List<ConsoleSession>> ListAsync(Moderator viewer, CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            SELECT session.id, moderator.name, session.created_at, session.last_seen_at, session.expires_at, session.browser
            FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id
            WHERE session.ended_at IS NULL AND session.expires_at > $1 AND session.last_seen_at > $4 AND moderator.removed_at IS NULL AND ($2 OR 'moderator-' || moderator.id = $3)
            ORDER BY session.last_seen_at DESC LIMIT 200
            """,
            row => new ConsoleSession(
                row.GetInt64(0),
                row.GetString(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetFieldValue<DateTimeOffset>(4),
                row.GetString(5)
            ),
            cancellationToken,
            time.GetUtcNow(),
            viewer.Role == ModeratorRole.Admin,
            viewer.Id,
            time.GetUtcNow() - Moderators.IdleLifetime
        );

    /// <summary>Ends a session, and writes down who did. False when it is not theirs to end, or has ended.</summary>
    public async Task<bool> EndAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            WITH ended AS (
                UPDATE flash.moderator_sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND ($3 OR 'moderator-' || moderator_id = $4) RETURNING id, moderator_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT 'flash', $4, $5, 'moderator.session_ended', jsonb_build_object('session', id, 'moderator', moderator_id) FROM ended
            """,
            cancellationToken,
            id,
            time.GetUtcNow(),
            by.Role == ModeratorRole.Admin,
            by.Id,
            by.Name
        ) > 0;
}
