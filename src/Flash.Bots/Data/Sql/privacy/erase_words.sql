-- A person's words go, and those of what others made of their pictures; so does the way to the messages.
WITH RECURSIVE theirs AS (
    SELECT generation.id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    WHERE person.platform = @platform AND person.external_id = @user
    UNION
    SELECT child.id FROM flash.generations child JOIN theirs ON child.parent_id = theirs.id)
UPDATE flash.generations generation
SET prompt = '', recipe = (generation.recipe - 'start' - 'reading' - 'variety')
    || '{"prompt": "", "negativePrompt": ""}', message = NULL,
    failure = CASE WHEN failure IS NULL THEN NULL ELSE '' END
FROM theirs WHERE generation.id = theirs.id AND (generation.prompt <> '' OR generation.message IS NOT NULL)
