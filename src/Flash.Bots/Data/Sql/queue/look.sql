-- Whether the queue moves: what waits and for how long, what live workers draw, when anything was last begun or ended, and
-- what Hangfire has.
SELECT count(*) FILTER (WHERE state = 'queued') AS waiting,
    COALESCE(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'queued')), 0)::float8 AS oldest,
    count(*) FILTER (WHERE state = 'running' AND lease_until > now()) AS drawn,
    COALESCE(extract(epoch FROM now() - (
        SELECT max(GREATEST(started_at, finished_at)) FROM (
            SELECT started_at, finished_at FROM flash.generations
            WHERE started_at IS NOT NULL ORDER BY started_at DESC LIMIT 200) lately)), 1e9)::float8 AS since_moved,
    (SELECT count(*) FROM hangfire.jobqueue WHERE fetchedat IS NULL) AS enqueued,
    (SELECT count(*) FROM hangfire.jobqueue WHERE fetchedat IS NOT NULL) AS fetched,
    (SELECT COALESCE(sum((data ->> 'WorkerCount')::bigint), 0)::bigint FROM hangfire.server
        WHERE lastheartbeat > now() - interval '30 seconds') AS slots
FROM flash.generations WHERE state IN ('queued', 'running')
