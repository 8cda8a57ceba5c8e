-- Exchanges a link for a session. No row when the link is unknown, used or too old.
WITH link AS (
    UPDATE flash.moderator_links SET used_at = @now WHERE hash = @link AND used_at IS NULL AND expires_at > @now
    RETURNING moderator_id),
moderator AS (
    SELECT id, name FROM flash.moderators JOIN link ON id = moderator_id WHERE removed_at IS NULL),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action)
    SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_in' FROM moderator)
INSERT INTO flash.moderator_sessions (hash, moderator_id, expires_at, last_seen_at, browser)
SELECT @session, id, @expires_at, @now, @browser FROM moderator
