-- Calls off what waits or is being drawn of a person's and of what others made of it, and tells the workers.
WITH RECURSIVE theirs AS (
    SELECT generation.id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    WHERE person.platform = @platform AND person.external_id = @user
    UNION
    SELECT child.id FROM flash.generations child JOIN theirs ON child.parent_id = theirs.id),
ended AS (
    UPDATE flash.generations generation SET state = 'cancelled', finished_at = now(), lease_until = NULL
    FROM theirs WHERE generation.id = theirs.id AND state IN ('queued', 'running', 'held')
    RETURNING generation.id, generation.kind, generation.chat_id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
    SELECT 'flash', 'erasure', 'Flash', ended.kind || '.cancelled', ended.id, chat.external_id
    FROM ended JOIN flash.chats chat ON chat.id = ended.chat_id)
SELECT pg_notify('flash_cancel', id::text) FROM ended
