-- Lets a held generation be drawn, or shown where it was drawn before it was held. Its turn is not before what the
-- queue has reached.
WITH approved AS (
    UPDATE flash.generations SET state = 'queued',
        turn = GREATEST(turn, (SELECT clock.turn FROM flash.queue_clocks clock
            WHERE clock.moves = (kind = 'animate'))),
        cleared_at = CASE WHEN EXISTS (SELECT FROM flash.pictures WHERE generation_id = id) THEN now() END
    WHERE id = @id AND state = 'held' RETURNING id, chat_id),
job AS (INSERT INTO flash.outbox (generation_id) SELECT id FROM approved)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
SELECT @by_platform, @by_id, @by_name, 'moderation.approved', approved.id, chat.external_id
FROM approved JOIN flash.chats chat ON chat.id = approved.chat_id
