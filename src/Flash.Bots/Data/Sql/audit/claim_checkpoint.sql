-- A chat is shown a checkpoint at @now: by the process that asks first, once in @interval.
INSERT INTO flash.witnessed_checkpoints (platform, place, sequence, witnessed_at)
VALUES (@platform, @place, @sequence, @now)
ON CONFLICT (platform, place) DO UPDATE SET sequence = EXCLUDED.sequence, witnessed_at = EXCLUDED.witnessed_at
WHERE witnessed_checkpoints.witnessed_at <= @now - @interval::interval
