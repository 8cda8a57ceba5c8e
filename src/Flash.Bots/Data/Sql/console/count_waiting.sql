-- How many generations are held or reported, on one network or all.
SELECT count(*) FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE (generation.state = 'held'
        OR generation.id IN (SELECT generation_id FROM flash.reports WHERE state = 'open'))
    AND (@kind = '' OR (@kind = 'held') = (generation.state = 'held')) AND (@platform = '' OR chat.platform = @platform)
