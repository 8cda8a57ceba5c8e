-- No one waits for it any more: a worker at it stops.
WITH dropped AS (DELETE FROM flash.sketches WHERE id = @id RETURNING id)
SELECT pg_notify('flash_sketch_dropped', id::text) FROM dropped
