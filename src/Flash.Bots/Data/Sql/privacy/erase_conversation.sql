-- In the browser a person is their conversation. The empty rows stay, so that open pages learn of it.
WITH taken_back AS (
    UPDATE flash.playground_messages
    SET change = nextval('flash.playground_changes'), revision = revision + 1, text = '', buttons = '[]',
        media = '[]', deleted = true, updated_at = now()
    WHERE NOT deleted AND conversation_id = CASE WHEN @platform = 'playground'
        AND @user ~ '^[0-9a-fA-F-]{32,36}$' THEN @user::uuid END
    RETURNING id)
DELETE FROM flash.playground_media USING taken_back WHERE message_id = taken_back.id
