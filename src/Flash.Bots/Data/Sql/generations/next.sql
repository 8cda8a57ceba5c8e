-- Whose turn it is. The job's own generation comes first when its worker died; otherwise the job is as good for
-- anyone's of the same queue, and the turn goes to the person who was served longest ago.
SELECT waiting.id AS "Value"
FROM flash.generations waiting
JOIN flash.generations job ON job.id = @job AND (job.kind = 'animate') = (waiting.kind = 'animate')
WHERE waiting.attempts < @max_attempts
    AND (waiting.state = 'queued' OR waiting.id = job.id AND waiting.state = 'running' AND waiting.lease_until < now())
ORDER BY waiting.state = 'queued',
    (SELECT served.started_at FROM flash.generations served
     WHERE served.user_id = waiting.user_id AND (served.kind = 'animate') = (waiting.kind = 'animate')
        AND served.started_at IS NOT NULL
     ORDER BY served.id DESC LIMIT 1) NULLS FIRST,
    waiting.created_at, waiting.id
LIMIT 1
