-- Gives every open case a card in the chat that has none there. The case is locked first: a decision being made right
-- now is waited for, and a later one finds the card to make stale.
WITH missing AS (
    SELECT moderation_case.generation_id FROM flash.moderation_cases moderation_case
    WHERE moderation_case.generation_id IN (SELECT id FROM flash.generations WHERE state = 'held' UNION
        SELECT generation_id FROM flash.reports WHERE state = 'open')
        AND NOT EXISTS (SELECT FROM flash.moderation_cards card
            WHERE card.generation_id = moderation_case.generation_id AND card.platform = @platform
            AND card.place = @place)
    ORDER BY moderation_case.generation_id LIMIT 200 FOR UPDATE OF moderation_case)
INSERT INTO flash.moderation_cards (generation_id, platform, place) SELECT generation_id, @platform, @place
FROM missing ON CONFLICT DO NOTHING
