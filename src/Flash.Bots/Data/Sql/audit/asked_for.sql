-- What the rows of requests say, for the entries that tell of them: everything but what is found out while drawing.
-- Whose
-- words they may be: of everyone who asked for something that it was made of.
SELECT asked.id,
    generation.prompt,
    coalesce(generation.recipe ->> 'negativePrompt', '') AS negative_prompt,
    generation.recipe -> 'style' ->> 'name' AS style,
    generation.parent_id IS NULL AS is_first,
    concat_ws(E'\n', generation.kind, generation.parent_id, generation.parent_index,
        (generation.recipe - 'modelRevision')::text) AS request,
    (
        WITH RECURSIVE line AS (
            SELECT generation.parent_id AS id
            UNION SELECT parent.parent_id FROM flash.generations parent JOIN line ON parent.id = line.id)
        SELECT coalesce(array_agg(DISTINCT person.platform || E'\n' || person.external_id), '{}') FROM line
        JOIN flash.generations parent ON parent.id = line.id JOIN flash.users person ON person.id = parent.user_id
        WHERE parent.user_id <> generation.user_id
    ) AS others
FROM unnest(@ids, @generations) asked (id, generation_id)
JOIN flash.generations generation ON generation.id = asked.generation_id
