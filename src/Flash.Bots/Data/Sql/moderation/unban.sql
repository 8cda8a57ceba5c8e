-- Lifts the ban that is in force.
WITH lifted AS (
    UPDATE flash.bans SET lifted_at = now(), lifted_by = @by_name FROM flash.users person
    WHERE person.id = bans.user_id AND person.platform = @platform AND person.external_id = @user
        AND lifted_at IS NULL AND (until IS NULL OR until > now())
    RETURNING bans.id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'user.unbanned', jsonb_build_object('platform', @platform, 'user', @user)
FROM lifted LIMIT 1
