-- Preserves a sealed copy, with its entry in the log.
WITH kept AS (
    INSERT INTO flash.evidence (generation_id, reason, preserved_by, box)
    VALUES (@generation, @reason, @by_name, @box) RETURNING id),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
    SELECT @by_platform, @by_id, @by_name, 'evidence.preserved', @generation,
        jsonb_build_object('evidence', id, 'reason', @reason) FROM kept)
SELECT id FROM kept
