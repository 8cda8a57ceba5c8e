-- What is kept of a person's pictures, and of what others made of them, goes.
WITH RECURSIVE theirs AS (
    SELECT generation.id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    WHERE person.platform = @platform AND person.external_id = @user
    UNION
    SELECT child.id FROM flash.generations child JOIN theirs ON child.parent_id = theirs.id)
DELETE FROM flash.pictures picture USING theirs WHERE picture.generation_id = theirs.id
