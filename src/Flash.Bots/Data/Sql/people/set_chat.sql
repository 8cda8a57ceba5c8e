-- What the managers of a chat have set, whether or not Flash knew it.
INSERT INTO flash.chats (platform, external_id, title, is_private, settings)
VALUES (@platform, @external_id, @title, @is_private, @settings)
ON CONFLICT (platform, external_id) DO UPDATE SET settings = EXCLUDED.settings
