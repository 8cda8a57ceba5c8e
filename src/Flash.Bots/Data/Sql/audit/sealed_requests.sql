-- Entries of requests with something in them that a person's key opens, after one of them.
SELECT id, occurred_at, actor_platform, actor_id, actor_name, action, generation_id, personal, sequence
    FROM flash.audit_log
WHERE id > @last AND action LIKE '%.requested' AND generation_id IS NOT NULL AND personal IS NOT NULL
    AND sequence IS NOT NULL
ORDER BY id LIMIT @limit
