-- What a person said, with the files that came with it. A retry, which has the same @client_id, gives the same number
-- and changes nothing. An answer to a message of another conversation answers none.
WITH said AS (
    INSERT INTO flash.playground_messages (conversation_id, change, revision, media_revision, from_person, client_id,
        text, buttons, media, reply_to, created_at, updated_at)
    VALUES (@conversation, nextval('flash.playground_changes'), 0, 0, true, @client_id, @text, '[]', @pictures,
        (SELECT id FROM flash.playground_messages WHERE conversation_id = @conversation AND id = @in_reply_to), @at, @at)
    ON CONFLICT (conversation_id, client_id) DO NOTHING RETURNING id),
files AS (
    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
    SELECT said.id, 0, file.position, file.media_type, file.bytes
    FROM said, unnest(@media_types, @files) WITH ORDINALITY AS file (media_type, bytes, position))
SELECT id FROM said
UNION ALL
SELECT id FROM flash.playground_messages WHERE conversation_id = @conversation AND client_id = @client_id LIMIT 1
