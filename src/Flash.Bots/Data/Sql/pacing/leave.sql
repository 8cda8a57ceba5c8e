-- Gives a place in the queue of a chat back.
DELETE FROM flash.send_queue WHERE platform = @platform AND chat_key = @chat_key AND ticket = @ticket
