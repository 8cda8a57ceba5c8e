-- Takes the oldest update of a lane, for @lease. No row when there is none, or when someone has it.
UPDATE flash.telegram_updates SET taken_until = now() + @lease, attempts = attempts + 1
WHERE bot_id = @bot AND update_id = (
        SELECT update_id FROM flash.telegram_updates
        WHERE bot_id = @bot AND lane = @lane AND handled_at IS NULL ORDER BY update_id LIMIT 1)
    AND handled_at IS NULL AND (taken_until IS NULL OR taken_until < now())
RETURNING update_id AS id, body, attempts
