-- Requires a second factor of a moderator, or no longer does.
WITH done AS (
    UPDATE flash.moderators SET second_factor_required = @is_required WHERE id = @id AND removed_at IS NULL
    RETURNING id, name)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, @action, jsonb_build_object('moderator', 'moderator-' || id, 'name', name)
FROM done
