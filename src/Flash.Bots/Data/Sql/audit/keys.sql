-- People's keys that differ from what the entries say: those that sealed an entry are there and that person's, and one
-- is
-- destroyed when the person was erased, or by age, and at no other time.
WITH erased AS (
    SELECT details ->> 'platform' AS platform, details ->> 'user' AS person, occurred_at AS at FROM flash.audit_log
        WHERE action = 'user.erased'),
pruned AS (SELECT occurred_at AS at FROM flash.audit_log WHERE action = 'retention.pruned'
    AND (details ->> 'keys')::bigint > 0),
used AS (
    SELECT ('x' || encode(substr(personal, 1, 8), 'hex'))::bit(64)::bigint AS key, actor_platform AS platform,
        actor_id AS person,
        min(id) AS id, min(sequence) AS sequence
    FROM flash.audit_log WHERE personal IS NOT NULL AND sequence IS NOT NULL AND actor_name = ''
        AND octet_length(personal) > 8 GROUP BY 1, 2, 3),
compared AS (
    SELECT used.id, used.sequence, coalesce(key.id, used.key) AS key, concat_ws(', ',
        CASE WHEN key.id IS NULL THEN 'it is gone' END,
        CASE WHEN (key.platform, key.external_id) <> (used.platform, used.person) THEN 'it is someone else''s' END,
        CASE WHEN key.wrapped IS NULL AND NOT key.is_expired AND NOT EXISTS (
                SELECT FROM erased WHERE (erased.platform, erased.person) = (key.platform, key.external_id)
                    AND key.destroyed_at BETWEEN erased.at AND erased.at + interval '1 hour')
            THEN 'it was destroyed, and no one was erased' END,
        CASE WHEN key.wrapped IS NULL AND key.is_expired AND NOT EXISTS (
                SELECT FROM pruned WHERE pruned.at BETWEEN key.destroyed_at AND key.destroyed_at + interval '1 hour')
            THEN 'it was destroyed as too old, and nothing was let go of then' END,
        CASE WHEN key.wrapped IS NOT NULL AND EXISTS (
                SELECT FROM erased WHERE (erased.platform, erased.person) = (key.platform, key.external_id)
                    AND key.created_at < erased.at - interval '1 minute')
            THEN 'it was destroyed with an erasure, and is back' END) AS detail
    FROM used FULL JOIN flash.personal_keys key ON key.id = used.key)
SELECT coalesce(sequence, 0) AS sequence, id, 'key ' || key || ': ' || detail AS detail FROM compared
    WHERE detail <> '' ORDER BY 1 LIMIT 1000
