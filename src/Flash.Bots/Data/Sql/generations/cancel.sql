-- Calls it off, whether it waits or runs, with the entry, and tells the worker that may be at it. A row when it had not
-- ended.
WITH done AS (
    UPDATE flash.generations SET state = 'cancelled', finished_at = now(), lease_until = NULL
    WHERE id = @id AND state IN ('queued', 'running', 'held')
    RETURNING id, kind, chat_id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
    SELECT @platform, @actor_id, @actor_name, done.kind || '.cancelled', done.id, chat.external_id
    FROM done JOIN flash.chats chat ON chat.id = done.chat_id),
told AS (SELECT id, pg_notify('flash_cancel', id::text) FROM done)
SELECT id AS "Value" FROM told
