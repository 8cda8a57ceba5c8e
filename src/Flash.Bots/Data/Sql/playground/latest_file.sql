-- The latest file of a message, no matter who asks: a worker draws from it.
SELECT file.bytes FROM flash.playground_media file JOIN flash.playground_messages message ON message.id = file.message_id
WHERE message.id = @id AND file.revision = message.media_revision AND file.position = @position
    AND NOT message.deleted
