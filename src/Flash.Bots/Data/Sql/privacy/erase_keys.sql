-- Destroys a person's keys: what they sealed can never be read again.
UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = clock_timestamp()
WHERE platform = @platform AND external_id = @user AND destroyed_at IS NULL
