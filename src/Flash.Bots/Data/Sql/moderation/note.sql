-- A note for the other moderators.
WITH noted AS (
    INSERT INTO flash.case_notes (generation_id, moderator_name, note) SELECT id, @by_name, @note
    FROM flash.generations WHERE id = @id RETURNING id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'case.noted', @id, jsonb_build_object('note', id)
FROM noted, flash.touch_moderation_case(@id, false)
