-- Writes updates down; those that are there already change nothing.
INSERT INTO flash.telegram_updates (bot_id, update_id, lane, body)
SELECT @bot, id, lane, body FROM unnest(@ids, @lanes, @bodies) given (id, lane, body)
ON CONFLICT DO NOTHING
