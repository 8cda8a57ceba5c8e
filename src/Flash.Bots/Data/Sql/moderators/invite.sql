-- Makes a one-time link for a moderator, who becomes one if they are not one yet. What is null stays as it is; who has
-- a new way in may not be the second to agree to a ban for a day. Without @by_platform it is the moderator's own
-- doing.
WITH moderator AS (
    INSERT INTO flash.moderators (name, role, sign_in_name, confirms_from)
    VALUES (@name, COALESCE(@role, 'moderator'), @sign_in_name, now() + interval '1 day')
    ON CONFLICT (name) DO UPDATE SET removed_at = NULL,
        confirms_from = CASE WHEN moderators.second_factor IS NULL
            OR @sign_in_name IS NOT NULL THEN now() + interval '1 day' ELSE moderators.confirms_from END,
            role = COALESCE(@role, moderators.role), sign_in_name = COALESCE(@sign_in_name, moderators.sign_in_name),
        sign_in_subject = CASE WHEN @sign_in_name IS NULL THEN moderators.sign_in_subject END
        RETURNING id, role, xmax = 0 AS is_new),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    SELECT COALESCE(@by_platform, 'flash'), COALESCE(@by_id, 'moderator-' || moderator.id), COALESCE(@by_name, @name),
        'moderator.invited',
        jsonb_build_object('moderator', moderator.id, 'name', @name, 'role', moderator.role, 'isNew',
            moderator.is_new) FROM moderator)
INSERT INTO flash.moderator_links (hash, moderator_id, expires_at) SELECT @hash, moderator.id, @expires_at
FROM moderator
