-- Keys for these people for this month and a purpose, where they have none yet: someone else's may have been first.
INSERT INTO flash.personal_keys (platform, external_id, wrapped, master, purpose)
SELECT platform, external_id, wrapped, @master, @purpose
FROM unnest(@platforms, @people, @wrapped) fresh (platform, external_id, wrapped)
ON CONFLICT (platform, external_id, period, purpose) WHERE destroyed_at IS NULL DO NOTHING
