-- A card shows the case as it was at @revision; it is owed again at once if the case has moved on.
WITH current AS (SELECT revision FROM flash.moderation_cases WHERE generation_id = @id FOR UPDATE)
UPDATE flash.moderation_cards SET is_stale = current.revision <> @revision, next_at = now(), attempts = 0 FROM current
WHERE generation_id = @id AND platform = @platform AND place = @place
