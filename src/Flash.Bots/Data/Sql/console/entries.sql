-- Generations as the lists of the console show them, the newest first.
SELECT generation.id, generation.kind, generation.state, generation.prompt, generation.created_at, person.platform,
    coalesce(nullif(person.name, ''), person.external_id) AS person, chat.title AS chat_title,
    coalesce((SELECT array_agg(picture.index ORDER BY picture.index) FROM flash.pictures picture
        WHERE picture.generation_id = generation.id), '{}') AS pictures,
    person.external_id AS person_id, chat.external_id AS chat_id,
    EXISTS (SELECT FROM flash.takedowns down WHERE down.generation_id = generation.id) AS is_taken_down
FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE generation.id = ANY (@ids) ORDER BY generation.id DESC
