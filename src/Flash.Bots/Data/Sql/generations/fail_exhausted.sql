-- Fails every generation whose last attempt ended without a word, with the entries, and tells whose they were.
WITH done AS (
    UPDATE flash.generations SET state = 'failed', finished_at = now(), lease_until = NULL, failure = @sentence
    WHERE state = 'running' AND attempts >= @max_attempts AND lease_until < now()
    RETURNING id, kind, chat_id, user_id, reply_address, message, recipe),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
    SELECT 'flash', 'worker', 'Flash', done.kind || '.failed', done.id, chat.external_id, @details
    FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
SELECT id, kind, reply_address, message, recipe,
    (SELECT COALESCE(settings ->> 'language', language) FROM flash.users WHERE users.id = user_id) AS language
FROM done
