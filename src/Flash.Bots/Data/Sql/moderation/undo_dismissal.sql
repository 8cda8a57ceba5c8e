-- The reports that this moderator dismissed are open again.
WITH undone AS (
    UPDATE flash.reports SET state = 'open', decided_at = NULL, decided_by = NULL
    WHERE generation_id = @id AND state = 'dismissed' AND decided_by = @by_name RETURNING id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.undone', @id, jsonb_build_object('undid', @undid)
FROM undone, flash.touch_moderation_case(@id, false) LIMIT 1
