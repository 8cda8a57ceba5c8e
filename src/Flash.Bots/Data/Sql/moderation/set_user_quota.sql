-- What one person may ask for, in place of what is usual. They need not have asked for anything yet.
WITH person AS (
    INSERT INTO flash.users (platform, external_id, name) VALUES (@platform, @user, '')
    ON CONFLICT (platform, external_id) DO UPDATE SET name = users.name RETURNING id),
quota AS (
    INSERT INTO flash.quotas (user_id, per_hour, per_day, set_by) SELECT id, @per_hour, @per_day, @by_name FROM person
    ON CONFLICT (user_id) DO UPDATE SET per_hour = @per_hour, per_day = @per_day, set_by = @by_name, set_at = now()
    RETURNING user_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'quota.set', jsonb_build_object('platform', @platform, 'user', @user,
    'perHour', @per_hour, 'perDay', @per_day) FROM quota
