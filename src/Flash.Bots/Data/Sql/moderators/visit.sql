-- Whose session this is, and what it still lacks; a request by hand, once a minute, keeps it alive. No row when it has
-- ended.
WITH seen AS (
    UPDATE flash.moderator_sessions SET last_seen_at = @now
    WHERE hash = @session AND ended_at IS NULL AND expires_at > @now AND last_seen_at > @idle_since
        AND last_seen_at < @now - interval '1 minute' AND @is_by_hand)
SELECT moderator.id, moderator.name, moderator.role,
    CASE WHEN moderator.second_factor IS NOT NULL AND session.second_factor_at IS NULL THEN 'code'
        WHEN moderator.second_factor IS NULL AND (moderator.second_factor_required
            OR @is_required) THEN 'enrolment' ELSE 'none' END AS need
FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id
WHERE session.hash = @session AND session.ended_at IS NULL AND session.expires_at > @now
    AND session.last_seen_at > @idle_since AND moderator.removed_at IS NULL
