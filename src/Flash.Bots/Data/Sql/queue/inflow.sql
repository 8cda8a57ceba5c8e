-- What newcomers have brought since @since, in seconds of cost: requests that began at the queue's clock, and not where
-- their person's last one ends. Ids are ordered by time.
SELECT COALESCE(sum(cost), 0)::float8 AS "Value"
FROM (
    SELECT cost, turn IS DISTINCT FROM lag(turn_end) OVER (PARTITION BY user_id ORDER BY id) AS is_newcomer
    FROM flash.generations WHERE id >= @since AND (kind = 'animate') = @moves) lately
WHERE is_newcomer
