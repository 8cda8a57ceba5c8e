-- Someone disagrees with a decision about them: their ban that is in force, or else the latest of their pictures that
-- was rejected or taken down. One appeal for each. Tells how many matters there were to appeal, and how many appeals
-- were taken.
WITH person AS (SELECT id FROM flash.users WHERE platform = @platform AND external_id = @user),
ban AS (
    SELECT bans.id FROM flash.bans JOIN person ON person.id = bans.user_id
    WHERE lifted_at IS NULL AND (until IS NULL OR until > now())),
decided AS (
    SELECT generation.id FROM flash.generations generation JOIN person ON person.id = generation.user_id
    WHERE NOT EXISTS (SELECT FROM ban) AND (
        generation.id IN (SELECT generation_id FROM flash.takedowns)
        OR state = 'rejected')
    ORDER BY generation.id DESC LIMIT 1),
matter AS (SELECT id AS ban_id, NULL::uuid AS generation_id FROM ban UNION ALL SELECT NULL, id FROM decided),
taken AS (
    INSERT INTO flash.appeals (user_id, ban_id, generation_id, text)
    SELECT person.id, matter.ban_id, matter.generation_id, @text FROM person, matter
    ON CONFLICT DO NOTHING RETURNING id, ban_id, generation_id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
    SELECT @platform, @user, @name, 'appeal.made', generation_id, jsonb_build_object('appeal', id, 'ban', ban_id)
    FROM taken)
SELECT (SELECT count(*) FROM matter) AS matters, (SELECT count(*) FROM taken) AS taken
