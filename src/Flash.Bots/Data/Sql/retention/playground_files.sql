-- Lets go of full-size files of the chat in the browser, at most @batch of them: they go when pictures do.
DELETE FROM flash.playground_media USING (
    SELECT media.message_id, media.revision, media.position FROM flash.playground_media media
    JOIN flash.playground_messages message ON message.id = media.message_id
    WHERE message.updated_at < @since
    LIMIT @batch) gone
WHERE (playground_media.message_id, playground_media.revision, playground_media.position)
    = (gone.message_id, gone.revision, gone.position)
