using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Pictures that no one is to see again.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>From now on what looks like this picture is held, or blocked.</summary>
    /// <param name="id">A generation that was drawn.</param>
    /// <param name="index">Which of its pictures, 1-based.</param>
    /// <param name="action"><see cref="PictureAction.Hold"/> or <see cref="PictureAction.Block"/>.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>False when it is banned already, or Flash has kept nothing of it to compare with.</returns>
    /// <exception cref="ArgumentException">The action is another one.</exception>
    public Task<bool> BanPictureAsync(
        GenerationId id,
        int index,
        PictureAction action,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        if (action is not (PictureAction.Hold or PictureAction.Block))
        {
            throw new ArgumentException(
                $"What looks like a banned picture is held or blocked, not {StoredName.Of(action)}."
            );
        }

        return ActAsync(
            """
            WITH banned AS (
                INSERT INTO flash.banned_pictures (perceptual_hash, action, generation_id, picture_index, banned_by)
                SELECT perceptual_hash, $3, generation_id, index, $6 FROM flash.pictures WHERE generation_id = $1 AND index = $2 AND perceptual_hash IS NOT NULL
                ON CONFLICT DO NOTHING RETURNING id, generation_id, perceptual_hash)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT $4, $5, $6, 'picture.banned', generation_id, jsonb_build_object('banned', id, 'index', $2, 'action', $3, 'hash', to_hex(perceptual_hash)) FROM banned
            """,
            cancellationToken,
            id.Value,
            index,
            StoredName.Of(action),
            by.Platform,
            by.Id,
            by.Name
        );
    }

    /// <summary>Takes a picture off the ban list. False when it is not on it.</summary>
    public Task<bool> UnbanPictureAsync(long banned, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH removed AS (UPDATE flash.banned_pictures SET removed_at = now() WHERE id = $1 AND removed_at IS NULL RETURNING id, generation_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT $2, $3, $4, 'picture.unbanned', generation_id, jsonb_build_object('banned', id) FROM removed
            """,
            cancellationToken,
            banned,
            by.Platform,
            by.Id,
            by.Name
        );
}
