-- An order was carried out, or came to nothing: whether the message is really gone is part of what happened.
WITH closed AS (
    UPDATE flash.message_orders SET outcome = @outcome, reason = @reason
    WHERE generation_id = @id AND outcome = 'pending'
    RETURNING generation_id, wish, by_platform, by_id, by_name)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT by_platform, by_id, by_name, CASE wish WHEN 'removed' THEN 'message.removed' ELSE 'message.changed' END,
    generation_id,
    jsonb_strip_nulls(jsonb_build_object('message', @outcome, 'reason', @reason)) FROM closed
