-- Takes a picture off the ban list.
WITH removed AS (UPDATE flash.banned_pictures SET removed_at = now() WHERE id = @banned AND removed_at IS NULL
    RETURNING id, generation_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'picture.unbanned', generation_id, jsonb_build_object('banned', id)
FROM removed
