-- Requests by network and kind, from the generation @first on, the most first.
SELECT chat.platform, generation.kind, count(*) AS count
FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE generation.id >= @first GROUP BY 1, 2 ORDER BY 3 DESC LIMIT @most
