-- What a person has set, whether or not Flash knew them.
INSERT INTO flash.users (platform, external_id, name, language, settings)
VALUES (@platform, @external_id, @name, @language, @settings)
ON CONFLICT (platform, external_id) DO UPDATE SET settings = EXCLUDED.settings
