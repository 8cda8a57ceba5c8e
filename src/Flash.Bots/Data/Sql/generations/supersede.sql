-- Ends it without a word in the chat: its message now belongs to the one that follows. The higher epoch keeps a worker at
-- it from showing anything more.
WITH done AS (
    UPDATE flash.generations
    SET state = 'superseded', finished_at = now(), lease_until = NULL, epoch = epoch + 1
    WHERE id = @id AND state IN ('held', 'queued', 'running')
    RETURNING id, kind, chat_id, user_id, turn_end - turn AS share, started_at),
refund AS ( -- What was never begun costs nothing: the person's later ones move up.
    UPDATE flash.generations later SET turn = later.turn - done.share, turn_end = later.turn_end - done.share
    FROM done
    WHERE done.started_at IS NULL AND later.user_id = done.user_id AND later.id > done.id
        AND later.state IN ('queued', 'held') AND (later.kind = 'animate') = (done.kind = 'animate')),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
    SELECT @platform, @actor_id, @actor_name, done.kind || '.superseded', done.id, chat.external_id
    FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
SELECT pg_notify('flash_cancel', id::text) FROM done
