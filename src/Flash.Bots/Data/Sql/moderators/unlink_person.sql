-- A person is no moderator any more.
WITH gone AS (DELETE FROM flash.moderator_identities WHERE platform = @platform AND external_id = @user
    RETURNING moderator_id, platform, external_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT 'flash', 'moderator-' || moderator.id, moderator.name, 'moderator.unlinked',
    jsonb_build_object('moderator', moderator.id, 'platform', gone.platform, 'user', gone.external_id)
FROM gone JOIN flash.moderators moderator ON moderator.id = gone.moderator_id
