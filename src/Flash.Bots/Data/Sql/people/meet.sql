-- The rows of a person and a chat, made where there are none, with what the network now calls them.
WITH person AS (
    INSERT INTO flash.users (platform, external_id, name, language, address, address_at)
    VALUES (@platform, @person, @name, @language, @address, CASE WHEN @address IS NOT NULL THEN now() END)
    ON CONFLICT (platform, external_id) DO UPDATE
        SET name = EXCLUDED.name, language = COALESCE(EXCLUDED.language, users.language),
            address = EXCLUDED.address, address_at = EXCLUDED.address_at
    RETURNING id),
chat AS (
    INSERT INTO flash.chats (platform, external_id, title, is_private) VALUES (@chat_platform, @chat, @title, @is_private)
    ON CONFLICT (platform, external_id) DO UPDATE SET title = EXCLUDED.title, is_private = EXCLUDED.is_private
    RETURNING id)
SELECT person.id AS user_id, chat.id AS chat_id FROM person, chat
