-- Asks a process that has a model. Rows that were not fetched are deleted on the way.
WITH swept AS (DELETE FROM flash.sketches WHERE requested_at < now() - interval '1 minute'),
asked AS (INSERT INTO flash.sketches (id, recipe) VALUES (@id, @recipe) RETURNING id)
SELECT pg_notify('flash_sketch', id::text) FROM asked
