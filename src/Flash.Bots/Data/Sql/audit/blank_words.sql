-- Of requests whose words are gone, those for which neither an erasure nor the retention that was written down
-- explains it.
WITH RECURSIVE erased AS (
    SELECT details ->> 'platform' AS platform, details ->> 'user' AS person, max(occurred_at) AS at
    FROM flash.audit_log WHERE action = 'user.erased' GROUP BY 1, 2),
asked AS (
    SELECT generation_id, actor_platform, actor_id, occurred_at, (details ->> 'parent')::uuid AS parent
    FROM flash.audit_log WHERE action LIKE '%.requested' AND generation_id IS NOT NULL),
forgotten AS (
    SELECT asked.generation_id, erased.at FROM asked
    JOIN erased ON (platform, person) = (actor_platform, actor_id) AND occurred_at <= erased.at
    UNION
    SELECT asked.generation_id, forgotten.at FROM forgotten
    JOIN asked ON asked.parent = forgotten.generation_id AND asked.occurred_at <= forgotten.at),
pruned AS (
    SELECT max(coalesce((details ->> 'promptsBefore')::timestamptz, occurred_at)) AS before FROM flash.audit_log
    WHERE action = 'retention.pruned' AND (details ? 'promptsBefore' OR (details ->> 'prompts')::bigint > 0))
SELECT asked.generation_id FROM asked CROSS JOIN pruned
WHERE asked.generation_id = ANY (@ids) AND (pruned.before IS NULL OR asked.occurred_at > pruned.before)
    AND NOT EXISTS (SELECT FROM forgotten WHERE forgotten.generation_id = asked.generation_id)
