-- An approved generation that waits is held again. A job that was queued meanwhile finds nothing to claim.
WITH undone AS (UPDATE flash.generations SET state = 'held', cleared_at = NULL WHERE id = @id AND state = 'queued'
    RETURNING id),
gone AS (DELETE FROM flash.outbox USING undone WHERE outbox.generation_id = undone.id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.undone', @id, jsonb_build_object('undid', @undid)
FROM undone, flash.touch_moderation_case(@id, false) LIMIT 1
