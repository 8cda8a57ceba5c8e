-- A new code for a moderator, which voids the one before. Where someone else gives it, the moderator may not be the
-- second to agree to a ban for a day. No row when no one moderates under this name.
WITH moderator AS (SELECT id FROM flash.moderators WHERE name = @moderator AND removed_at IS NULL),
later AS (
    UPDATE flash.moderators SET confirms_from = now() + interval '1 day' FROM moderator
    WHERE moderators.id = moderator.id AND NOT (@by_platform = 'flash' AND @by_id = 'moderator-' || moderator.id)),
void AS (UPDATE flash.moderator_codes SET used_at = @now FROM moderator
    WHERE moderator_codes.moderator_id = moderator.id AND used_at IS NULL),
issued AS (INSERT INTO flash.moderator_codes (hash, moderator_id, expires_at) SELECT @hash, id, @expires_at
    FROM moderator RETURNING moderator_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'moderator.code_issued', jsonb_build_object('moderator', moderator_id)
FROM issued
