-- Takes on telling a waiting generation's place in its message: the worker that draws it meanwhile shows nothing before
-- the telling ends, so that the place cannot come after the picture. No row when it waits no more or someone else is
-- telling.
UPDATE flash.generations SET telling_until = now() + @at_most, told_ahead = @ahead, told_seconds = @seconds
WHERE id = @id AND state = 'queued' AND message IS NOT NULL AND telling_until < now()
RETURNING id, kind, recipe, reply_address, message,
    (SELECT COALESCE(settings ->> 'language', language) FROM flash.users WHERE users.id = user_id) AS language
