-- Both rows, locked: the chat's first, the network's last. All take them in the same order, and hold the one that all
-- need for the shortest time.
SELECT chat_key, next_turn, last_send, blocked_until, patience FROM flash.send_turns
WHERE platform = @platform AND chat_key IN (@chat_key, '') ORDER BY chat_key DESC FOR UPDATE
