-- The latest generation that a message, or an edit of it, led to. Ids are ordered by time, so nothing older than the message
-- is looked at; with @before, the latest before that one whose message stands in a chat.
SELECT id, recipe, message, idempotency_key FROM flash.generations
WHERE id >= @since AND kind IN ('imagine', 'edit') AND (idempotency_key = @key OR starts_with(idempotency_key, @key || ':'))
    AND (@before IS NULL OR id < @before AND message IS NOT NULL)
ORDER BY id DESC LIMIT 1
