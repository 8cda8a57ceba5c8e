-- The same lock, of the conversation that a message stands in.
SELECT pg_advisory_xact_lock(hashtextextended(conversation_id::text, 5080))
FROM flash.playground_messages WHERE id = @id
