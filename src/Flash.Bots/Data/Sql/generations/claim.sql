-- Takes a generation for @lease. The epoch goes up: every later write names the epoch it claimed, so a worker that lost
-- its lease writes nothing. No row when it has ended, someone else holds its lease, or its attempts are used up.
UPDATE flash.generations
SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, lease_until = now() + @lease,
    started_at = COALESCE(started_at, now()), drawn_at = NULL
WHERE id = @id AND state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < now())
    AND attempts < @max_attempts
RETURNING id, epoch, attempts AS attempt, kind, recipe, reply_address,
    CASE WHEN telling_until < now() THEN message END AS message, parent_id, parent_index,
    (SELECT COALESCE(settings ->> 'language', language) FROM flash.users WHERE users.id = user_id) AS language,
    COALESCE('true' IN (
        SELECT settings ->> 'spoiler' FROM flash.users WHERE users.id = user_id
        UNION ALL SELECT settings ->> 'spoiler' FROM flash.chats WHERE chats.id = chat_id), false) AS is_spoiler,
    cleared_at IS NOT NULL AS is_cleared, trace_span
