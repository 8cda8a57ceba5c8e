-- Takes the oldest card of a chat that is not as it should be, for @lease. No row when there is none, or others have
-- them.
UPDATE flash.moderation_cards card SET next_at = now() + @lease, attempts = attempts + 1
FROM (SELECT generation_id FROM flash.moderation_cards
    WHERE platform = @platform AND place = @place AND is_stale AND next_at <= now()
    ORDER BY generation_id LIMIT 1 FOR UPDATE SKIP LOCKED) next
WHERE card.generation_id = next.generation_id AND card.platform = @platform AND card.place = @place
RETURNING card.generation_id, card.message, card.attempts,
    (SELECT revision FROM flash.moderation_cases current WHERE current.generation_id = card.generation_id)
