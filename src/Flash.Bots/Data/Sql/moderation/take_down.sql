-- Takes a delivered generation down, and settles the open reports of it. Removing its message is an order
-- (MessageOrders).
WITH down AS (
    INSERT INTO flash.takedowns (generation_id, reason, taken_down_by) SELECT id, @reason, @by_name
    FROM flash.generations WHERE id = @id AND state = 'delivered'
    ON CONFLICT DO NOTHING RETURNING generation_id),
settled AS (
    UPDATE flash.reports SET state = 'upheld', decided_at = now(), decided_by = @by_name FROM down
    WHERE reports.generation_id = down.generation_id AND state = 'open'),
taken_away AS (
    INSERT INTO flash.message_orders (generation_id, wish, words, by_platform, by_id, by_name)
    SELECT generation_id, 'removed', NULL, @by_platform, @by_id, @by_name FROM down
    ON CONFLICT (generation_id) DO UPDATE SET wish = EXCLUDED.wish, words = EXCLUDED.words, outcome = 'pending',
        reason = NULL, by_platform = EXCLUDED.by_platform, by_id = EXCLUDED.by_id, by_name = EXCLUDED.by_name,
        ordered_at = now(), attempts = 0, next_at = now())
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
SELECT @by_platform, @by_id, @by_name, 'moderation.removed', generation.id, chat.external_id,
    jsonb_build_object('reason', @reason)
FROM down JOIN flash.generations generation ON generation.id = down.generation_id
    JOIN flash.chats chat ON chat.id = generation.chat_id
