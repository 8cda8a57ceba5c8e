-- A rejected generation is held again, and its message says so.
WITH undone AS (UPDATE flash.generations SET state = 'held', finished_at = NULL, failure = NULL
    WHERE id = @id AND state = 'rejected' RETURNING id),
told AS (
    UPDATE flash.message_orders SET wish = 'held', outcome = 'pending', reason = NULL, words = NULL, attempts = 0,
        next_at = now()
    FROM undone WHERE generation_id = undone.id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.undone', @id, jsonb_build_object('undid', @undid)
FROM undone, flash.touch_moderation_case(@id, false) LIMIT 1
