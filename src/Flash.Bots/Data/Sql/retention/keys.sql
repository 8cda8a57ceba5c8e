-- Destroys keys of months that are over, at most @batch of them. A key that a picture still needs stays.
UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = now(), is_expired = true
FROM (
    SELECT id FROM flash.personal_keys key
    WHERE purpose = @purpose AND destroyed_at IS NULL AND period + interval '1 month' < @since
        AND NOT EXISTS (SELECT FROM flash.pictures WHERE pictures.key_id = key.id)
    LIMIT @batch) gone
WHERE personal_keys.id = gone.id
