-- Writes down that a rule caught what it should not have, once for each entry.
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
SELECT @by_platform, @by_id, @by_name, 'rule.false_positive', jsonb_build_object('rule', @rule, 'entry', @entry)
WHERE NOT EXISTS (SELECT FROM flash.audit_log
    WHERE action = 'rule.false_positive' AND details @> jsonb_build_object('rule', @rule, 'entry', @entry))
