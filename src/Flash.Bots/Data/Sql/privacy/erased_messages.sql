-- The messages that show a person's pictures, and what others made of them, which repeats the person's words, however
-- often it was passed on.
WITH RECURSIVE theirs AS (
    SELECT generation.id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    WHERE person.platform = @platform AND person.external_id = @user
    UNION
    SELECT child.id FROM flash.generations child JOIN theirs ON child.parent_id = theirs.id)
SELECT generation.id, chat.platform, generation.message FROM flash.generations generation
JOIN theirs ON theirs.id = generation.id JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE generation.message IS NOT NULL
