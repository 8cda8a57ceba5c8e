using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Several moderators at one queue.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>After so long a claim is anyone's again.</summary>
    public static readonly TimeSpan ClaimLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Longest note, in characters; the rest is cut off.</summary>
    public const int MaxNote = 500;

    /// <summary>Says that a moderator looks at a case, or no longer does. False when another one does. A claim keeps
    /// no one from deciding: it tells the others.</summary>
    public Task<bool> ClaimAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH claimed AS (
                INSERT INTO flash.case_claims (generation_id, moderator_id, moderator_name) SELECT id, $2, $3 FROM flash.generations WHERE id = $1
                ON CONFLICT (generation_id) DO UPDATE SET moderator_id = $2, moderator_name = $3,
                    claimed_at = CASE WHEN case_claims.moderator_id = $2 AND case_claims.claimed_at > now() - $4 THEN '-infinity' ELSE now() END
                WHERE case_claims.moderator_id = $2 OR case_claims.claimed_at < now() - $4 RETURNING generation_id, claimed_at > '-infinity' AS looks)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT $5, $6, $3, 'case.claimed', generation_id, jsonb_build_object('looks', looks) FROM claimed, flash.touch_moderation_case($1, false)
            """,
            cancellationToken,
            id.Value,
            by.Key,
            by.Name,
            ClaimLifetime,
            by.Platform,
            by.Id
        );

    /// <summary>Writes a note for the other moderators. False when there is no such generation, or it says
    /// nothing.</summary>
    public Task<bool> NoteAsync(GenerationId id, string note, Moderator by, CancellationToken cancellationToken) =>
        PlainText.Shorten(PlainText.Clean(note).Trim(), MaxNote) is { Length: > 0 } words
            ? ActAsync(
                """
                WITH noted AS (
                    INSERT INTO flash.case_notes (generation_id, moderator_name, note) SELECT id, $4, $5 FROM flash.generations WHERE id = $1 RETURNING id)
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
                SELECT $2, $3, $4, 'case.noted', $1, jsonb_build_object('note', id) FROM noted, flash.touch_moderation_case($1, false)
                """,
                cancellationToken,
                id.Value,
                by.Platform,
                by.Id,
                by.Name,
                words
            )
            : Task.FromResult(false);
}
