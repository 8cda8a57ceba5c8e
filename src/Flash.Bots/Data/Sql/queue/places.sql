-- What waits or is being drawn: how many come before each and what is left of them in seconds of a worker, what it costs
-- itself, how far its turn is from the queue's clock, and how many others of its chat come before; of one, or with @id
-- null of all. Turns are the order of claims (generations/claim). Animations have workers of their own.
WITH unfinished AS (
    SELECT id, turn, cost, state, kind = 'animate' AS moves, started_at FROM flash.generations
    WHERE state = 'queued' OR state = 'running' AND drawn_at IS NULL),
drawn AS (
    SELECT moves, count(*) AS ahead,
        sum(GREATEST(cost - extract(epoch FROM now() - started_at)::float8, 0)) AS seconds
    FROM unfinished WHERE state = 'running' GROUP BY moves),
places AS (
    SELECT id, row_number() OVER line - 1 + COALESCE(drawn.ahead, 0) AS ahead,
        sum(cost) OVER line - cost + COALESCE(drawn.seconds, 0) AS seconds
    FROM unfinished LEFT JOIN drawn USING (moves)
    WHERE state = 'queued' WINDOW line AS (PARTITION BY moves ORDER BY turn, id))
SELECT told.id, COALESCE(places.ahead, 0)::integer AS ahead, COALESCE(places.seconds, 0)::float8 AS seconds,
    told.cost, told.kind = 'animate' AS moves,
    (SELECT told.turn - clock.turn - @ageing * extract(epoch FROM now() - clock.set_at)::float8
     FROM flash.queue_clocks clock WHERE clock.moves = (told.kind = 'animate')) AS lead,
    -- Ids are ordered by time.
    (SELECT count(*) FROM flash.generations other
     WHERE other.chat_id = told.chat_id AND other.state IN ('queued', 'running') AND other.id < told.id)::integer AS others
FROM flash.generations told LEFT JOIN places ON places.id = told.id
WHERE told.state IN ('queued', 'running', 'held') AND (@id IS NULL OR told.id = @id)
