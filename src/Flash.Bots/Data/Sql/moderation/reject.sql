-- Ends a held generation, with @failure for its message and @reason, if any, for the person to read. Its message
-- follows by an order (MessageOrders).
WITH rejected AS (
    UPDATE flash.generations SET state = 'rejected', finished_at = now(), failure = @failure
    WHERE id = @id AND state = 'held' RETURNING id, chat_id),
told AS (
    INSERT INTO flash.message_orders (generation_id, wish, words, by_platform, by_id, by_name)
    SELECT id, 'rejected', nullif(@reason, ''), @by_platform, @by_id, @by_name FROM rejected
    ON CONFLICT (generation_id) DO UPDATE SET wish = EXCLUDED.wish, words = EXCLUDED.words, outcome = 'pending',
        reason = NULL, by_platform = EXCLUDED.by_platform, by_id = EXCLUDED.by_id, by_name = EXCLUDED.by_name,
        ordered_at = now(), attempts = 0, next_at = now())
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.rejected', rejected.id, chat.external_id,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(@reason, '')))
FROM rejected JOIN flash.chats chat ON chat.id = rejected.chat_id
