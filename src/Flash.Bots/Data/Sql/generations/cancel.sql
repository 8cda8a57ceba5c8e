-- Calls it off, whether it waits or runs, with the entry, and tells the worker that may be at it. A row when it had not
-- ended.
WITH done AS (
    UPDATE flash.generations SET state = 'cancelled', finished_at = now(), lease_until = NULL
    WHERE id = @id AND state IN ('queued', 'running', 'held')
    RETURNING id, kind, chat_id, user_id, turn_end - turn AS share, started_at),
refund AS ( -- What was never begun costs nothing: the person's later ones move up.
    UPDATE flash.generations later SET turn = later.turn - done.share, turn_end = later.turn_end - done.share
    FROM done
    WHERE done.started_at IS NULL AND later.user_id = done.user_id AND later.id > done.id
        AND later.state IN ('queued', 'held') AND (later.kind = 'animate') = (done.kind = 'animate')),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
    SELECT @platform, @actor_id, @actor_name, done.kind || '.cancelled', done.id, chat.external_id
    FROM done JOIN flash.chats chat ON chat.id = done.chat_id),
told AS (SELECT id, pg_notify('flash_cancel', id::text) FROM done)
SELECT id AS "Value" FROM told
