-- What waits or is being drawn: how many come before each, and how many others of its chat do; of one, or with @id null
-- of all. Each person's requests keep
-- their order; the person served longest ago comes first in every round. Animations have workers of their own.
WITH unfinished AS (
    SELECT id, user_id, created_at, state, kind = 'animate' AS moves FROM flash.generations
    WHERE state = 'queued' OR state = 'running' AND drawn_at IS NULL),
queued AS (
    SELECT id, moves, row_number() OVER own AS round, first_value(created_at) OVER own AS since,
        (SELECT served.started_at FROM flash.generations served
         WHERE served.user_id = unfinished.user_id AND (served.kind = 'animate') = unfinished.moves
            AND served.started_at IS NOT NULL
         ORDER BY served.id DESC LIMIT 1) AS served_at
    FROM unfinished WHERE state = 'queued' WINDOW own AS (PARTITION BY user_id, moves ORDER BY created_at, id)),
places AS (
    SELECT id, row_number() OVER (PARTITION BY moves ORDER BY round, served_at NULLS FIRST, since, id) - 1
        + (SELECT count(*) FROM unfinished WHERE state = 'running' AND unfinished.moves = queued.moves) AS ahead
    FROM queued)
SELECT told.id, COALESCE(places.ahead, 0)::integer AS ahead,
    -- Ids are ordered by time.
    (SELECT count(*) FROM flash.generations other
     WHERE other.chat_id = told.chat_id AND other.state IN ('queued', 'running') AND other.id < told.id)::integer AS others
FROM flash.generations told LEFT JOIN places ON places.id = told.id
WHERE told.state IN ('queued', 'running', 'held') AND (@id IS NULL OR told.id = @id)
