-- Empties a message and deletes its files. The row stays, so that browsers which were away learn of it.
WITH taken_back AS (
    UPDATE flash.playground_messages
    SET change = nextval('flash.playground_changes'), revision = revision + 1, text = '', buttons = '[]', media = '[]',
        deleted = true, updated_at = @at
    WHERE id = @id AND NOT deleted RETURNING id)
DELETE FROM flash.playground_media USING taken_back WHERE message_id = taken_back.id
