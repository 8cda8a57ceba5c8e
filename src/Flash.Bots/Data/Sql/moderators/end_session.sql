-- Ends a session that is this moderator's, or anyone's with @everyones, and writes down who did.
WITH ended AS (
    UPDATE flash.moderator_sessions SET ended_at = @now
    WHERE id = @id AND ended_at IS NULL AND (@everyones OR 'moderator-' || moderator_id = @by_id)
    RETURNING id, moderator_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT 'flash', @by_id, @by_name, 'moderator.session_ended', jsonb_build_object('session', id, 'moderator',
    moderator_id) FROM ended
