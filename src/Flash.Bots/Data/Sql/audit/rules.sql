-- Prompt rules that differ from what their entries say. Entries of an earlier version may lack a member; then there is
-- nothing to compare.
WITH told AS (
    SELECT id, sequence, chat_id, details, (details ->> 'rule')::bigint AS rule FROM flash.audit_log
        WHERE action = 'rule.added'),
ended AS (
    SELECT (details ->> 'rule')::bigint AS rule FROM flash.audit_log WHERE action = 'rule.removed'
    UNION SELECT (details ->> 'replaces')::bigint FROM told WHERE details ->> 'replaces' IS NOT NULL),
there AS (
    SELECT rules.*, chats.external_id FROM flash.prompt_rules rules LEFT JOIN flash.chats ON chats.id = rules.chat_id),
compared AS (
    SELECT told.id, told.sequence, coalesce(there.id, told.rule) AS rule, concat_ws(', ',
        CASE WHEN told.id IS NULL THEN 'no entry tells of it' END,
        CASE WHEN there.id IS NULL THEN 'it is gone' END,
        CASE WHEN details ->> 'kind' <> there.kind THEN 'it is a ' || there.kind END,
        CASE WHEN details ->> 'pattern' <> there.pattern
            OR details ->> 'patternSha256' <> encode(sha256(convert_to(there.pattern, 'UTF8')), 'hex')
                THEN 'its pattern is another one' END,
        CASE WHEN details ->> 'action' <> there.action THEN 'its action is ' || there.action END,
        CASE WHEN details ? 'note' AND coalesce(details ->> 'note', '') <> coalesce(there.note, '')
            THEN 'its note is another one' END,
        CASE WHEN details ->> 'scope' <> there.scope THEN 'it looks at ' || there.scope END,
        CASE WHEN details ? 'category' AND details ->> 'category' IS DISTINCT FROM there.category
            THEN 'it is about something else' END,
        CASE WHEN (details ->> 'onlyRealModels')::boolean <> there.only_real_models THEN 'it is for other models' END,
        CASE WHEN told.id IS NOT NULL AND there.id IS NOT NULL AND told.chat_id IS DISTINCT FROM there.external_id
            THEN 'it holds elsewhere' END,
        CASE WHEN there.removed_at IS NOT NULL AND ended.rule IS NULL THEN 'it was switched off' END,
        CASE WHEN there.removed_at IS NULL AND there.id IS NOT NULL AND ended.rule IS NOT NULL
            THEN 'it is in force again' END) AS detail
    FROM told FULL JOIN there ON there.id = told.rule LEFT JOIN ended ON ended.rule = coalesce(told.rule, there.id))
SELECT coalesce(sequence, 0) AS sequence, id, 'rule ' || rule || ': ' || detail AS detail FROM compared
    WHERE detail <> '' ORDER BY 1 LIMIT 1000
