-- Outbox rows for generations that no one works on and no job will come for. A running generation is not
-- helped by a job that a dead worker has fetched; a queued one may be about to be claimed by it.
INSERT INTO flash.outbox (generation_id)
SELECT waiting.id
FROM flash.generations waiting
WHERE (waiting.state = 'queued' AND waiting.created_at < now() - @grace
        OR waiting.state = 'running' AND waiting.lease_until < now() AND waiting.attempts < @max_attempts)
    AND NOT EXISTS (SELECT FROM flash.outbox WHERE outbox.generation_id = waiting.id)
    AND NOT EXISTS (
        SELECT FROM hangfire.jobqueue queue JOIN hangfire.job job ON job.id = queue.jobid
        WHERE job.arguments ->> 0 = '"' || waiting.id::text || '"'
            AND (queue.fetchedat IS NULL OR waiting.state = 'queued' AND queue.fetchedat > now() - @invisible))
