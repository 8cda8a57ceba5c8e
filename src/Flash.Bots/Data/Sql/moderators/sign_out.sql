-- Ends a session.
WITH ended AS (
    UPDATE flash.moderator_sessions SET ended_at = @now WHERE hash = @session AND ended_at IS NULL
    RETURNING moderator_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action)
SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_out' FROM flash.moderators JOIN ended ON id = moderator_id
