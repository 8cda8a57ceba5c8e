-- From now on what looks like a picture is held or blocked. Nothing happens when it is banned already, or nothing is
-- kept of it to compare with.
WITH banned AS (
    INSERT INTO flash.banned_pictures (perceptual_hash, action, generation_id, picture_index, banned_by)
    SELECT perceptual_hash, @action, generation_id, index, @by_name FROM flash.pictures
    WHERE generation_id = @id AND index = @index AND perceptual_hash IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING id, generation_id, perceptual_hash)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'picture.banned', generation_id,
    jsonb_build_object('banned', id, 'index', @index, 'action', @action, 'hash', to_hex(perceptual_hash)) FROM banned
