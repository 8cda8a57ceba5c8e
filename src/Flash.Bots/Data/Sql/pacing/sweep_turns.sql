-- Chats that were quiet for an hour: their budgets are full again.
DELETE FROM flash.send_turns
WHERE GREATEST(next_turn, blocked_until) < now() - interval '1 hour' AND chat_key <> ''
