-- Answers an appeal that is open; granted, it lifts the ban that it is against.
WITH decided AS (
    UPDATE flash.appeals SET state = CASE WHEN @granted THEN 'granted' ELSE 'refused' END, decided_at = now(),
        decided_by = @by_name
    WHERE id = @appeal AND state = 'open' RETURNING id, ban_id, generation_id, state),
lifted AS (
    UPDATE flash.bans SET lifted_at = now(), lifted_by = @by_name FROM decided
    WHERE bans.id = decided.ban_id AND @granted AND lifted_at IS NULL)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'appeal.' || state, generation_id,
    jsonb_build_object('appeal', id, 'ban', ban_id) FROM decided
