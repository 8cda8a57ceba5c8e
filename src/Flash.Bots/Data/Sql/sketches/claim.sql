-- Takes the newest request that is not being drawn: the last to pause waits shortest.
UPDATE flash.sketches SET claimed_at = now() WHERE id = (
    SELECT id FROM flash.sketches WHERE claimed_at IS NULL AND requested_at > now() - @patience
    ORDER BY requested_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, recipe
