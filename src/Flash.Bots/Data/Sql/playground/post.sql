-- What Flash says, with its files. Sweeps the conversation: previews that were superseded a minute ago are of no use
-- to anyone.
WITH posted AS (
    INSERT INTO flash.playground_messages (conversation_id, change, revision, media_revision, from_person, text,
        buttons, media, reply_to, created_at, updated_at)
    VALUES (@conversation, nextval('flash.playground_changes'), 0, 0, false, @text, @buttons, @pictures, @reply_to,
        @at, @at)
    RETURNING id),
files AS (
    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
    SELECT posted.id, 0, file.position, file.media_type, file.bytes
    FROM posted, unnest(@media_types, @files) WITH ORDINALITY AS file (media_type, bytes, position)),
swept AS (
    DELETE FROM flash.playground_media USING flash.playground_messages AS message
    WHERE message.conversation_id = @conversation AND message.updated_at < @at - interval '1 minute'
        AND message_id = message.id AND playground_media.revision < message.media_revision)
SELECT id FROM posted
