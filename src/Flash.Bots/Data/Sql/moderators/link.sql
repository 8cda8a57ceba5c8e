-- Makes the person who shows a code the moderator it was given to, in place of who was it on this network and of whom
-- the person was. The code is used up, and the person's wrong attempts are forgotten. No row when there is no such
-- code.
WITH code AS (
    UPDATE flash.moderator_codes SET used_at = @now WHERE hash = @hash AND used_at IS NULL AND expires_at > @now
    RETURNING moderator_id),
moderator AS (SELECT id, name FROM flash.moderators JOIN code ON id = code.moderator_id WHERE removed_at IS NULL),
before AS (
    DELETE FROM flash.moderator_identities USING moderator
    WHERE platform = @platform AND (external_id = @user AND moderator_id <> moderator.id
        OR moderator_id = moderator.id AND external_id <> @user) RETURNING external_id, moderator_id),
linked AS (
    INSERT INTO flash.moderator_identities (platform, external_id, moderator_id, linked_at)
    SELECT @platform, @user, id, @now FROM moderator, (SELECT count(*) FROM before) first
    ON CONFLICT (platform, external_id) DO UPDATE
    SET moderator_id = EXCLUDED.moderator_id, linked_at = EXCLUDED.linked_at RETURNING moderator_id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    SELECT 'flash', 'moderator-' || id, name, 'moderator.linked',
        jsonb_strip_nulls(jsonb_build_object('moderator', id, 'platform', @platform, 'user', @user,
        'before', (SELECT before.external_id FROM before WHERE before.moderator_id = moderator.id)))
        FROM moderator JOIN linked ON moderator_id = id),
forgiven AS (DELETE FROM flash.moderator_code_attempts USING linked
    WHERE platform = @platform AND external_id = @user)
SELECT name FROM moderator
