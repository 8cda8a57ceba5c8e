-- Ends a rule that is in force; what is about minors stays.
WITH removed AS (UPDATE flash.prompt_rules SET removed_at = now()
    WHERE id = @id AND removed_at IS NULL AND category IS DISTINCT FROM 'minors' RETURNING id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'rule.removed', jsonb_build_object('rule', id) FROM removed
