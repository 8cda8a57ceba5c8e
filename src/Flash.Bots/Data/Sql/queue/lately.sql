-- The generations that workers began last, of pictures or of animations, for what they took. At most some hundreds are
-- looked at, however rare one of the two is.
SELECT recipe ->> 'model' AS model, kind, work, cost, created_at, started_at,
    extract(epoch FROM COALESCE(drawn_at, finished_at) - started_at)::float8 AS seconds,
    CASE WHEN state = 'delivered' THEN extract(epoch FROM finished_at - drawn_at)::float8 END AS tail
FROM (
    SELECT * FROM flash.generations WHERE started_at IS NOT NULL ORDER BY started_at DESC LIMIT 400) begun
WHERE (kind = 'animate') = @moves AND work > 0 AND state IN ('running', 'delivered')
ORDER BY started_at DESC LIMIT 150
