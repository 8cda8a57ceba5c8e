-- What requests differ in from what their entries say; empty where they do not. Entries of an earlier version may lack
-- a member; then there is nothing to compare.
SELECT entry.id, coalesce(entry.sequence, 0) AS sequence, entry.generation_id, concat_ws(', ',
    CASE WHEN generation.id IS NULL THEN 'generation ' || entry.generation_id || ' is not there' END,
    CASE WHEN entry.action <> generation.kind || '.requested' THEN 'its kind is ' || generation.kind END,
    CASE WHEN entry.details ? 'seed' AND entry.details -> 'seed' <> generation.recipe -> 'seed' THEN 'its seed is '
        || (generation.recipe ->> 'seed') END,
    CASE WHEN entry.details ? 'steps' AND entry.details -> 'steps' <> generation.recipe -> 'inferenceSteps' THEN
        'its steps are ' || (generation.recipe ->> 'inferenceSteps') END,
    CASE WHEN entry.details ? 'count' AND entry.details -> 'count' <> generation.recipe -> 'count' THEN
        'its pictures are ' || (generation.recipe ->> 'count') END,
    CASE WHEN entry.details ? 'width' AND (entry.details -> 'width',
        entry.details -> 'height') <> (generation.recipe -> 'width', generation.recipe -> 'height')
        THEN 'its size is ' || (generation.recipe ->> 'width') || 'x' || (generation.recipe ->> 'height') END,
    CASE WHEN entry.details ? 'model' AND entry.details -> 'model' <> generation.recipe -> 'model' THEN
        'its model is ' || (generation.recipe ->> 'model') END,
    CASE WHEN entry.details ? 'parent' AND (entry.details ->> 'parent')::uuid IS DISTINCT
    FROM generation.parent_id THEN 'it was made of another one' END,
    CASE WHEN (entry.details ->> 'index')::int <> generation.parent_index THEN 'it was made of another picture' END,
    CASE WHEN entry.chat_id <> chat.external_id THEN 'it was asked for in another chat' END,
    CASE WHEN (entry.actor_platform, entry.actor_id) <> (person.platform,
        person.external_id) THEN 'someone else asked for it' END) AS difference
FROM flash.audit_log entry LEFT JOIN flash.generations generation ON generation.id = entry.generation_id
    LEFT JOIN flash.users person ON person.id = generation.user_id
LEFT JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE entry.action LIKE '%.requested' AND entry.generation_id IS NOT NULL
