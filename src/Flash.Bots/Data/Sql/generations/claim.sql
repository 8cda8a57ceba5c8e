-- Takes a generation for @lease: the job's own, when its worker died; else, since a job is a turn and as good for anyone's
-- of the same queue, the one whose turn comes first (Scheduling/FairTurns), or with @only the job's own; without a job, the
-- first of the queue that @moves names. The epoch goes up: every later write names the epoch it claimed, so a worker that
-- lost its lease writes nothing. No row when nothing waits, or the job's own has ended, is someone else's, or has used up
-- its attempts.
WITH own AS (
    SELECT id FROM flash.generations
    WHERE id = @job AND attempts < @max_attempts
        AND (state = 'running' AND lease_until < now() OR @only AND state = 'queued')
    FOR UPDATE SKIP LOCKED),
next AS (
    SELECT waiting.id FROM flash.generations waiting
    WHERE NOT @only AND NOT EXISTS (SELECT FROM own)
        AND waiting.state = 'queued' AND waiting.attempts < @max_attempts
        AND (waiting.kind = 'animate')
            = COALESCE(@moves, (SELECT kind = 'animate' FROM flash.generations WHERE id = @job))
    ORDER BY waiting.turn, waiting.id LIMIT 1
    FOR UPDATE SKIP LOCKED),
claimed AS (
    UPDATE flash.generations
    SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, lease_until = now() + @lease,
        started_at = COALESCE(started_at, now()), drawn_at = NULL
    FROM (SELECT id FROM own UNION ALL SELECT id FROM next) turn
    WHERE generations.id = turn.id
    RETURNING generations.*),
clock AS (
    UPDATE flash.queue_clocks
    SET turn = GREATEST(queue_clocks.turn + @ageing * extract(epoch FROM now() - set_at)::float8, claimed.turn),
        set_at = now()
    FROM claimed WHERE queue_clocks.moves = (claimed.kind = 'animate'))
SELECT id, epoch, attempts AS attempt, kind, recipe, reply_address,
    CASE WHEN telling_until < now() THEN message END AS message, parent_id, parent_index,
    (SELECT COALESCE(settings ->> 'language', language) FROM flash.users WHERE users.id = user_id) AS language,
    COALESCE('true' IN (
        SELECT settings ->> 'spoiler' FROM flash.users WHERE users.id = user_id
        UNION ALL SELECT settings ->> 'spoiler' FROM flash.chats WHERE chats.id = chat_id), false) AS is_spoiler,
    cleared_at IS NOT NULL AS is_cleared, promised_seconds, trace_span
FROM claimed
