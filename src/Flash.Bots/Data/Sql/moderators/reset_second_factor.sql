-- For a moderator who lost both app and recovery codes: the second factor is gone, their sessions end, and for a day
-- they may not be the second to agree to a ban.
WITH done AS (
    UPDATE flash.moderators SET confirms_from = now() + interval '1 day', second_factor = NULL,
        second_factor_offered = NULL, failed_codes = 0, locked_until = NULL
    WHERE id = @id AND (second_factor IS NOT NULL OR locked_until IS NOT NULL) RETURNING id, name),
codes AS (DELETE FROM flash.moderator_recovery_codes USING done WHERE moderator_id = done.id),
sessions AS (UPDATE flash.moderator_sessions SET ended_at = now() FROM done
    WHERE moderator_id = done.id AND ended_at IS NULL)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, @action, jsonb_build_object('moderator', 'moderator-' || id, 'name', name)
FROM done
