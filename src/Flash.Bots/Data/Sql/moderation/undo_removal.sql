-- A generation is not taken down any more, and its reports are open again. A message that is gone from its chat stays
-- gone.
WITH undone AS (DELETE FROM flash.takedowns WHERE generation_id = @id RETURNING generation_id),
kept AS (DELETE FROM flash.message_orders USING undone
    WHERE message_orders.generation_id = undone.generation_id AND wish = 'removed' AND outcome = 'pending'),
again AS (
    UPDATE flash.reports SET state = 'open', decided_at = NULL, decided_by = NULL FROM undone
    WHERE reports.generation_id = undone.generation_id AND state = 'upheld' AND decided_by = @by_name)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.undone', @id, jsonb_build_object('undid', @undid)
FROM undone, flash.touch_moderation_case(@id, false) LIMIT 1
