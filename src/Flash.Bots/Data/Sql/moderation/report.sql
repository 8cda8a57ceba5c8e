-- Someone finds something wrong with a generation. One person's report of one generation counts once, and a person may
-- make @most in a day. Tells whether there is such a generation, whether the person may, and whether the report is
-- new: 1 or 0.
WITH generation AS (SELECT generation.id, chat.external_id
    FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
    WHERE generation.id = @id),
today AS (
    SELECT count(*) AS made FROM flash.reports report JOIN flash.users person ON person.id = report.user_id
    WHERE person.platform = @platform AND person.external_id = @user
        AND report.created_at > now() - interval '24 hours'),
person AS (
    INSERT INTO flash.users (platform, external_id, name) SELECT @platform, @user, @name FROM generation, today
    WHERE today.made < @most
    ON CONFLICT (platform, external_id) DO UPDATE SET name = EXCLUDED.name RETURNING id),
taken AS (
    INSERT INTO flash.reports (generation_id, picture_index, user_id, reason)
    SELECT generation.id, @picture_index, person.id, @reason FROM generation, person
    ON CONFLICT (generation_id, user_id) DO NOTHING RETURNING id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
    SELECT @platform, @user, @name, 'picture.reported', generation.id, generation.external_id,
        jsonb_build_object('report', taken.id, 'index', @picture_index::integer) FROM taken, generation)
SELECT (SELECT count(*) FROM generation) AS known, (SELECT count(*) FROM person) AS allowed,
    (SELECT count(*) FROM taken) AS taken
