-- Generations that a picture may be of: by its id, by a range of ids, or by the hash of its file. The watermark's bits are
-- the beginning of an id, and so a range of the primary key.
SELECT generation.id, generation.kind, generation.state, chat.platform, generation.created_at,
    same.generation_id IS NOT NULL AS same_file
FROM flash.generations generation
JOIN flash.chats chat ON chat.id = generation.chat_id
LEFT JOIN (SELECT DISTINCT generation_id FROM flash.pictures WHERE sha256 = @sha256)
    same ON same.generation_id = generation.id
WHERE generation.id = @id OR generation.id BETWEEN @first AND @last OR same.generation_id IS NOT NULL
ORDER BY generation.id
LIMIT @most
