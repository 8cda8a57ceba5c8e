-- Pictures that were delivered and are gone, or are there and no entry tells of them. What is as old as the retention
-- that
-- was written down, or belongs to someone who was erased later, need not be there.
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
    SELECT max(coalesce((details ->> 'picturesBefore')::timestamptz, occurred_at)) AS before FROM flash.audit_log
    WHERE action = 'retention.pruned' AND (details ? 'picturesBefore' OR (details ->> 'pictures')::bigint > 0)),
delivered AS (
    SELECT DISTINCT ON (entry.generation_id) entry.id, entry.sequence, entry.generation_id,
        entry.details -> 'sha256' AS digests,
        coalesce(asked.occurred_at, entry.occurred_at) AS asked_at
    FROM flash.audit_log entry LEFT JOIN asked ON asked.generation_id = entry.generation_id
    WHERE action LIKE '%.delivered' AND entry.generation_id IS NOT NULL ORDER BY entry.generation_id, entry.id DESC)
SELECT coalesce(delivered.sequence, 0) AS sequence, delivered.id,
    'picture ' || number || ' of ' || delivered.generation_id || ' is gone' AS detail
FROM delivered CROSS JOIN generate_series(1, jsonb_array_length(digests)) number CROSS JOIN pruned
WHERE jsonb_typeof(digests) = 'array'
    AND NOT EXISTS (SELECT FROM flash.pictures WHERE pictures.generation_id = delivered.generation_id
        AND index = number)
    AND NOT EXISTS (SELECT FROM forgotten WHERE forgotten.generation_id = delivered.generation_id)
    AND (pruned.before IS NULL OR asked_at > pruned.before)
UNION ALL
SELECT coalesce(delivered.sequence, 0), delivered.id,
    'no entry tells of picture ' || picture.index || ' of ' || picture.generation_id
FROM flash.pictures picture LEFT JOIN delivered ON delivered.generation_id = picture.generation_id
WHERE delivered.id IS NULL OR picture.index NOT BETWEEN 1 AND jsonb_array_length(coalesce(digests, '[]'))
ORDER BY 1 LIMIT 1000
