-- Hands the pictures over and tells who waits.
WITH drawn AS (UPDATE flash.sketches SET pictures = @pictures WHERE id = @id RETURNING id)
SELECT pg_notify('flash_sketched', id::text) FROM drawn
