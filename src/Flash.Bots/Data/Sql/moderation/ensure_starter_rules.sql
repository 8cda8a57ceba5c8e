-- Puts the rules that come with Flash in force, one for each category: what never was, and in place of what an earlier
-- version of Flash had put in force and no one has touched since. What moderators removed stays removed.
WITH known AS (
    SELECT * FROM unnest(@patterns, @actions, @notes, @categories) WITH ORDINALITY
        AS known (pattern, action, note, category, place)),
old AS (
    SELECT DISTINCT ON (rule.category) rule.id, rule.category
    FROM flash.prompt_rules rule JOIN known ON known.category = rule.category AND known.pattern <> rule.pattern
    WHERE rule.created_by = @author AND rule.removed_at IS NULL ORDER BY rule.category, rule.id DESC),
added AS (
    INSERT INTO flash.prompt_rules (kind, pattern, action, note, created_by, scope, category, only_real_models, replaces)
    SELECT 'regex', known.pattern, known.action, known.note, @author, 'prompt', known.category, true, old.id
    FROM known LEFT JOIN old ON old.category = known.category
    WHERE old.id IS NOT NULL OR NOT EXISTS (
        SELECT FROM flash.prompt_rules rule WHERE rule.created_by = @author AND rule.category = known.category)
    ORDER BY known.place
    RETURNING id, pattern, action, note, category, replaces),
ended AS (UPDATE flash.prompt_rules SET removed_at = now() FROM added WHERE prompt_rules.id = added.replaces)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT 'flash', 'rules', 'Flash', 'rule.added',
    jsonb_build_object('rule', id, 'kind', 'regex', 'category', category, 'action', action, 'note', note,
        'scope', 'prompt', 'onlyRealModels', true, 'patternSha256', encode(sha256(convert_to(pattern, 'UTF8')), 'hex'))
    || CASE WHEN replaces IS NULL THEN '{}' ELSE jsonb_build_object('replaces', replaces) END
FROM added ORDER BY id
