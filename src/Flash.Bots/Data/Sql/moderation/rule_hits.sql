-- How often each rule has caught something since @since, and how much of that moderators let through after all or
-- called a false positive.
WITH hit AS (
    SELECT id, generation_id, jsonb_array_elements_text(details -> 'rules')::bigint AS rule FROM flash.audit_log
    WHERE occurred_at >= @since AND jsonb_typeof(details -> 'rules') = 'array'
        AND (action LIKE '%.flagged' OR action LIKE '%.held' OR action LIKE '%.blocked')),
wrong AS (
    SELECT (details ->> 'entry')::bigint AS entry FROM flash.audit_log
    WHERE occurred_at >= @since AND action = 'rule.false_positive')
SELECT hit.rule, count(*) AS hits,
    count(*) FILTER (
        WHERE hit.id IN (SELECT entry FROM wrong)
            OR EXISTS (SELECT FROM flash.audit_log approved
                WHERE approved.generation_id = hit.generation_id AND approved.action = 'moderation.approved')
    ) AS false_positives
FROM hit GROUP BY hit.rule
