-- Bans a person for @length, null for good, in place of a ban that is in force. What is more than one moderator alone
-- may say (@waits) counts for @now_for at once and waits for a second moderator with the rest. The person need not
-- have asked for anything yet.
WITH person AS (
    INSERT INTO flash.users (platform, external_id, name) VALUES (@platform, @user, '')
    ON CONFLICT (platform, external_id) DO UPDATE SET name = users.name RETURNING id),
lifted AS (
    UPDATE flash.bans SET lifted_at = now(), lifted_by = @by_name FROM person
    WHERE bans.user_id = person.id AND lifted_at IS NULL RETURNING bans.id),
banned AS (
    INSERT INTO flash.bans (user_id, reason, banned_by, until, wanted_until, wanted_by, generation_id)
    SELECT id, @reason, @by_name, now() + @now_for::interval,
        CASE WHEN @waits THEN coalesce(now() + @length::interval, 'infinity') END, CASE WHEN @waits THEN @by_key END,
        @about
    FROM person, (SELECT count(*) FROM lifted) first RETURNING id, until, wanted_until),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    SELECT @by_platform, @by_id, @by_name, 'user.banned', jsonb_build_object('platform', @platform, 'user', @user,
        'ban', id, 'reason', @reason, 'until', until)
        || CASE WHEN @waits THEN jsonb_build_object('wantedUntil', wanted_until) ELSE '{}' END
    FROM banned)
SELECT id, until FROM banned
