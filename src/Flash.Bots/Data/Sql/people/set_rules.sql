-- What the managers of a server or a group rule for all of it.
INSERT INTO flash.server_rules (platform, place, blocked_words, channels)
VALUES (@platform, @place, @blocked_words, @channels)
ON CONFLICT (platform, place) DO UPDATE
    SET blocked_words = EXCLUDED.blocked_words, channels = EXCLUDED.channels, changed_at = now()
