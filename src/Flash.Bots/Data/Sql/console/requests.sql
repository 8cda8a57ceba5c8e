-- Requests of the last two weeks by day, in UTC, and what became of them, from the generation @first on; the oldest day
-- first.
WITH made AS (
    SELECT (created_at AT TIME ZONE 'utc')::date AS day, state,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - created_at)) AS seconds,
        count(*) AS made
    FROM flash.generations WHERE id >= @first GROUP BY 1, state)
SELECT calendar.day, COALESCE(sum(made) FILTER (WHERE state = 'delivered'), 0)::bigint AS delivered,
    COALESCE(sum(made) FILTER (WHERE state IN ('failed', 'cancelled', 'superseded')), 0)::bigint AS ended,
    COALESCE(sum(made) FILTER (WHERE state IN ('queued', 'running', 'held')), 0)::bigint AS open,
    max(seconds) FILTER (WHERE state = 'delivered') AS median_seconds
FROM generate_series(0, 13) days(ago)
    CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'utc')::date - ago AS day) calendar
    LEFT JOIN made ON made.day = calendar.day
GROUP BY calendar.day ORDER BY calendar.day
