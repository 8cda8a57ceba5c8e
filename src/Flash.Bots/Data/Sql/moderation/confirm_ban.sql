-- Gives a ban that is in force the length it was asked for, if someone else than who asked for it says so, and no one
-- whose way in was made by another less than a day ago. 1: done, 2: too new to confirm, 0: the same moderator; no row
-- when no ban waits.
WITH ban AS (
    SELECT bans.id, wanted_by, wanted_until, person.platform, person.external_id
    FROM flash.bans JOIN flash.users person ON person.id = bans.user_id
    WHERE bans.id = @ban AND lifted_at IS NULL AND (until IS NULL OR until > now()) AND wanted_until IS NOT NULL
    FOR UPDATE OF bans),
fresh AS (SELECT FROM flash.moderators WHERE @by_platform = 'flash' AND @by_id = 'moderator-' || id
    AND confirms_from > now()),
confirmed AS (
    UPDATE flash.bans SET until = nullif(ban.wanted_until, 'infinity'), wanted_until = NULL, wanted_by = NULL,
        confirmed_by = @by_name
    FROM ban WHERE bans.id = ban.id AND ban.wanted_by <> @by_key AND NOT EXISTS (SELECT FROM fresh)
    RETURNING bans.id, until, ban.platform, ban.external_id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    SELECT @by_platform, @by_id, @by_name, 'ban.confirmed', jsonb_build_object('platform', platform, 'user',
        external_id, 'ban', id, 'until', until) FROM confirmed)
SELECT CASE WHEN EXISTS (SELECT FROM confirmed) THEN 1 WHEN wanted_by <> @by_key THEN 2 ELSE 0 END FROM ban
