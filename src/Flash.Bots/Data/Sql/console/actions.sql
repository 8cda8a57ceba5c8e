-- What rules and moderators did in the last two weeks by day, in UTC; the oldest day first.
WITH done AS (
    SELECT (occurred_at AT TIME ZONE 'utc')::date AS day, action, count(*) AS done FROM flash.audit_log
    WHERE occurred_at >= now() - interval '15 days'
        AND action IN ('imagine.flagged', 'imagine.held', 'imagine.blocked', 'picture.reported', 'moderation.approved',
            'moderation.rejected', 'moderation.removed', 'user.banned')
    GROUP BY 1, 2)
SELECT calendar.day,
    COALESCE(sum(done) FILTER (WHERE action IN ('imagine.flagged', 'imagine.held')), 0)::bigint AS noticed,
    COALESCE(sum(done) FILTER (WHERE action = 'imagine.blocked'), 0)::bigint AS blocked,
    COALESCE(sum(done) FILTER (WHERE action = 'picture.reported'), 0)::bigint AS reported,
    COALESCE(sum(done) FILTER (WHERE action LIKE 'moderation.%' OR action = 'user.banned'), 0)::bigint AS decided
FROM generate_series(0, 13) days(ago)
    CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'utc')::date - ago AS day) calendar
    LEFT JOIN done ON done.day = calendar.day
GROUP BY calendar.day ORDER BY calendar.day
