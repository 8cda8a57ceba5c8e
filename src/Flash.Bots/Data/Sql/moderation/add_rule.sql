-- Puts a rule in force, everywhere or in a chat that Flash knows, perhaps in place of another one, whose place,
-- subject and models it takes over. No row when there is no such chat, or no such rule to replace, or that one is
-- about minors and stays.
WITH place AS (
    SELECT (SELECT id FROM flash.chats WHERE platform = @chat_platform AND external_id = @chat) AS chat_id),
old AS (
    SELECT id, scope, category, only_real_models FROM flash.prompt_rules
    WHERE id = @replaces AND category IS DISTINCT FROM 'minors' FOR UPDATE),
added AS (
    INSERT INTO flash.prompt_rules (kind, pattern, action, note, chat_id, created_by, replaces, scope, category,
        only_real_models)
    SELECT @kind, @pattern, @action, @note, chat_id, @by_name, old.id, coalesce(old.scope, 'everything'),
        old.category, coalesce(old.only_real_models, false)
    FROM place LEFT JOIN old ON true
    WHERE (chat_id IS NOT NULL OR @chat_platform IS NULL) AND (old.id IS NOT NULL OR @replaces IS NULL)
    RETURNING id, scope, category, only_real_models),
ended AS (
    UPDATE flash.prompt_rules SET removed_at = now() FROM old, added
    WHERE prompt_rules.id = old.id AND removed_at IS NULL),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
    SELECT @by_platform, @by_id, @by_name, 'rule.added', @chat,
        jsonb_build_object('rule', id, 'kind', @kind, 'pattern', @pattern, 'action', @action, 'note', @note, 'scope',
        scope, 'category', category, 'onlyRealModels', only_real_models)
        || CASE WHEN @replaces IS NULL THEN '{}' ELSE jsonb_build_object('replaces', @replaces) END FROM added)
SELECT id FROM added
