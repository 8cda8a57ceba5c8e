-- Replaces what a message shows. The files of the revision before stay for the browsers that fetch them at this
-- moment, unless @hides: what must not be seen any more takes all of them with it.
WITH edited AS (
    UPDATE flash.playground_messages
    SET change = nextval('flash.playground_changes'), revision = revision + 1, text = @text, buttons = @buttons,
        media = CASE WHEN @has_files THEN @pictures ELSE media END,
        media_revision = CASE WHEN @has_files THEN revision + 1 ELSE media_revision END, updated_at = @at
    WHERE id = @id AND NOT deleted RETURNING id, revision),
files AS (
    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
    SELECT edited.id, edited.revision, file.position, file.media_type, file.bytes
    FROM edited, unnest(@media_types, @files) WITH ORDINALITY AS file (media_type, bytes, position)),
hidden AS (
    DELETE FROM flash.playground_media USING edited
    WHERE @hides AND message_id = edited.id AND playground_media.revision < edited.revision)
SELECT id FROM edited
