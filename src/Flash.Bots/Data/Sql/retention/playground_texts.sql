-- Lets go of the words of the chat in the browser, at most @batch messages: they go when prompts do.
UPDATE flash.playground_messages SET text = '', buttons = '[]', media = '[]', deleted = true,
    revision = revision + 1, change = nextval('flash.playground_changes')
FROM (
    SELECT id FROM flash.playground_messages WHERE NOT deleted AND updated_at < @since ORDER BY id LIMIT @batch) gone
WHERE playground_messages.id = gone.id
