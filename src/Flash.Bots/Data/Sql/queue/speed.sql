-- How long the last pictures, or animations, took to draw, in seconds, and how many are drawn at once now. The newest are
-- found by their ids, which are ordered by time; a few hundred rows at most are looked at.
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM drawn_at - started_at)) AS median,
    (SELECT count(*) FROM flash.generations
     WHERE state = 'running' AND drawn_at IS NULL AND (kind = 'animate') = @moves AND lease_until > now()) AS at_once
FROM (
    SELECT COALESCE(drawn_at, finished_at) AS drawn_at, started_at FROM flash.generations
    WHERE id >= @since AND state = 'delivered' AND (kind = 'animate') = @moves AND started_at IS NOT NULL
    ORDER BY id DESC LIMIT 50) lately
