-- The latest generation whose message has a number of the network's own; what else is stored with the message may
-- differ. One chat's generations are looked at, newest first: a person opened a menu on a message.
SELECT generation.id FROM flash.generations generation
JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE chat.platform = @platform AND chat.external_id = @chat_id AND generation.message ->> 'messageId' = @message
ORDER BY generation.id DESC LIMIT 1
