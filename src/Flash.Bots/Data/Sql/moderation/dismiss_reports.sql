-- Closes the open reports of a generation as nothing to act on.
WITH dismissed AS (
    UPDATE flash.reports SET state = 'dismissed', decided_at = now(), decided_by = @by_name
    WHERE generation_id = @id AND state = 'open' RETURNING id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'reports.dismissed', @id, jsonb_build_object('reports', jsonb_agg(id))
FROM dismissed HAVING count(*) > 0
