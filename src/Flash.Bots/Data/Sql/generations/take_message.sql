-- Its owner has its message taken away: forgets the message, so that no one posts it again, and tells which it was. No
-- row when there was none, or it was taken away before.
WITH before AS (SELECT id, message FROM flash.generations WHERE id = @id AND message IS NOT NULL FOR UPDATE),
done AS (
    UPDATE flash.generations SET message = NULL, posting_until = 'infinity' FROM before WHERE generations.id = before.id
    RETURNING generations.id, generations.kind, generations.chat_id, before.message),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
    SELECT @platform, @actor_id, @actor_name, done.kind || '.deleted', done.id, chat.external_id
    FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
SELECT message FROM done
