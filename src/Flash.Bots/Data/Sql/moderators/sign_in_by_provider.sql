-- A session for the person whom the identity provider vouches for. No row when they are no moderator, or someone else
-- had that name before.
WITH moderator AS (
    UPDATE flash.moderators SET sign_in_subject = @subject
    WHERE lower(sign_in_name) = lower(@name) AND (@ignores_case OR sign_in_name = @name) AND removed_at IS NULL
        AND COALESCE(sign_in_subject, @subject) = @subject RETURNING id, name),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_in', '{"by": "identity provider"}' FROM moderator)
INSERT INTO flash.moderator_sessions (hash, moderator_id, expires_at, last_seen_at, browser)
SELECT @session, id, @expires_at, @now, @browser FROM moderator
