-- What a send took from a chat, or from the network of all chats (whose chat key is empty).
UPDATE flash.send_turns
SET next_turn = @next_turn, last_send = @last_send, blocked_until = @blocked_until, patience = @patience
WHERE platform = @platform AND chat_key = @chat_key
