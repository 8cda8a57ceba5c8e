-- Lets a moderator go: sessions and links of theirs end at once.
WITH done AS (UPDATE flash.moderators SET removed_at = now() WHERE id = @id AND removed_at IS NULL
    RETURNING id, name),
links AS (DELETE FROM flash.moderator_links USING done WHERE moderator_id = done.id AND used_at IS NULL),
sessions AS (UPDATE flash.moderator_sessions SET ended_at = now() FROM done
    WHERE moderator_id = done.id AND ended_at IS NULL)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, @action, jsonb_build_object('moderator', 'moderator-' || id, 'name', name)
FROM done
