-- A moderator looks at a case, for @lifetime, or with a second press no longer does. Nothing happens while another one
-- does.
WITH claimed AS (
    INSERT INTO flash.case_claims (generation_id, moderator_id, moderator_name) SELECT id, @by_key, @by_name
    FROM flash.generations WHERE id = @id
    ON CONFLICT (generation_id) DO UPDATE SET moderator_id = @by_key, moderator_name = @by_name,
        claimed_at = CASE WHEN case_claims.moderator_id = @by_key
            AND case_claims.claimed_at > now() - @lifetime THEN '-infinity' ELSE now() END
    WHERE case_claims.moderator_id = @by_key OR case_claims.claimed_at < now() - @lifetime
    RETURNING generation_id, claimed_at > '-infinity' AS looks)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
SELECT @by_platform, @by_id, @by_name, 'case.claimed', generation_id, jsonb_build_object('looks', looks)
FROM claimed, flash.touch_moderation_case(@id, false)
