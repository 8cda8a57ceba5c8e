-- No one on a network, or on any when @platform is null, is this moderator any more.
WITH gone AS (
    DELETE FROM flash.moderator_identities USING flash.moderators moderator
    WHERE moderator.id = moderator_id AND moderator.name = @moderator
        AND (@platform::text IS NULL OR platform = @platform) RETURNING moderator_id, platform, external_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'moderator.unlinked', jsonb_build_object('moderator', moderator_id, 'platform',
    platform, 'user', external_id) FROM gone
