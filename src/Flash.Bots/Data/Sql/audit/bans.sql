-- Bans that differ from what the entries of moderators say.
WITH told AS (
    SELECT id, sequence, details ->> 'platform' AS platform, details ->> 'user' AS person,
        (details ->> 'ban')::bigint AS ban,
        details ->> 'reason' AS reason, (details ->> 'until')::timestamptz AS until,
            (details ->> 'wantedUntil')::timestamptz AS wanted
    FROM flash.audit_log WHERE action = 'user.banned' AND details ? 'ban'),
confirmed AS (
    SELECT DISTINCT ON (1) (details ->> 'ban')::bigint AS ban, (details ->> 'until')::timestamptz AS until
    FROM flash.audit_log WHERE action = 'ban.confirmed' ORDER BY 1, id DESC),
unbanned AS (
    SELECT id, occurred_at, details ->> 'platform' AS platform, details ->> 'user' AS person FROM flash.audit_log
        WHERE action = 'user.unbanned'),
granted AS (SELECT (details ->> 'ban')::bigint AS ban FROM flash.audit_log WHERE action = 'appeal.granted'
    AND details ->> 'ban' IS NOT NULL),
there AS (
    SELECT bans.*, users.platform, users.external_id FROM flash.bans JOIN flash.users ON users.id = bans.user_id),
compared AS (
    SELECT told.id, told.sequence, coalesce(there.id, told.ban) AS ban, concat_ws(', ',
        CASE WHEN told.id IS NULL THEN 'no entry tells of it' END,
        CASE WHEN there.id IS NULL THEN 'it is gone' END,
        CASE WHEN (told.platform, told.person) <> (there.platform, there.external_id)
            THEN 'it is about someone else' END,
        CASE WHEN told.reason <> there.reason THEN 'its reason is another one' END,
        CASE WHEN told.id IS NOT NULL AND there.id IS NOT NULL
            AND CASE WHEN confirmed.ban IS NULL THEN told.until ELSE confirmed.until END IS DISTINCT FROM there.until
            THEN 'it ends ' || coalesce(to_char(there.until AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), 'never') END,
        CASE WHEN told.id IS NOT NULL AND there.id IS NOT NULL
            AND CASE WHEN confirmed.ban IS NULL THEN told.wanted END IS DISTINCT FROM there.wanted_until
            THEN 'what it waits for is something else' END,
        CASE WHEN there.lifted_at IS NOT NULL AND NOT ended.is_ended THEN 'it was lifted' END,
        CASE WHEN there.lifted_at IS NULL AND ended.is_lifted THEN 'it is in force again' END) AS detail
    FROM told FULL JOIN there ON there.id = told.ban
    LEFT JOIN confirmed ON confirmed.ban = told.ban
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM granted WHERE granted.ban = told.ban)
                OR EXISTS (SELECT FROM told later WHERE (later.platform, later.person) = (told.platform,
                    told.person) AND later.id > told.id)
                OR EXISTS (SELECT FROM unbanned WHERE (unbanned.platform, unbanned.person) = (told.platform,
                    told.person) AND unbanned.id > told.id)
            AS is_ended,
            EXISTS (SELECT FROM granted WHERE granted.ban = told.ban)
                OR EXISTS (SELECT FROM told later WHERE (later.platform, later.person) = (told.platform,
                    told.person) AND later.id > told.id)
                OR EXISTS (
                    SELECT FROM unbanned WHERE (unbanned.platform, unbanned.person) = (told.platform, told.person)
                        AND unbanned.id > told.id
                        AND (there.until IS NULL OR there.until > unbanned.occurred_at))
            AS is_lifted) ended)
SELECT coalesce(sequence, 0) AS sequence, id, 'ban ' || ban || ': ' || detail AS detail FROM compared
    WHERE detail <> '' ORDER BY 1 LIMIT 1000
