-- Lanes whose oldest update no one is at: its process died, or stopped before it came to it.
SELECT lane AS "Value" FROM (
    SELECT DISTINCT ON (lane) lane, taken_until, received_at FROM flash.telegram_updates
    WHERE bot_id = @bot AND handled_at IS NULL ORDER BY lane, update_id) oldest
WHERE taken_until < now() OR taken_until IS NULL AND received_at < now() - interval '2 seconds'
LIMIT 100
