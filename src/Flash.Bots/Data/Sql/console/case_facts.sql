-- What a moderator must know of cases beside their entry in the lists. A claim counts for @claim_lifetime.
SELECT generation.id, coalesce(generation.recipe ->> 'negativePrompt', '') AS negative_prompt,
    generation.recipe -> 'style' ->> 'name' AS style,
    generation.recipe -> 'start' -> 'given' IS NOT NULL AS has_given_picture,
    (SELECT count(*) FROM flash.generations other WHERE other.user_id = generation.user_id) AS asked,
    (SELECT count(*) FROM flash.bans WHERE bans.user_id = generation.user_id) AS bans,
    (SELECT count(*) FROM flash.generations other
        WHERE other.user_id = generation.user_id AND other.state = 'rejected') AS rejected,
    (SELECT count(*) FROM flash.takedowns JOIN flash.generations other ON other.id = takedowns.generation_id
        WHERE other.user_id = generation.user_id) AS taken_down,
    (SELECT count(*) FROM flash.reports JOIN flash.generations other ON other.id = reports.generation_id
        WHERE other.user_id = generation.user_id) AS reported,
    (SELECT moderator_name FROM flash.case_claims
        WHERE case_claims.generation_id = generation.id AND claimed_at > now() - @claim_lifetime) AS claimed_by,
    (SELECT string_agg(moderator_name || ': ' || note, E'\n' ORDER BY case_notes.id) FROM flash.case_notes
        WHERE case_notes.generation_id = generation.id) AS notes,
    (SELECT details::text FROM flash.audit_log
        WHERE audit_log.generation_id = generation.id AND action LIKE '%.held'
        ORDER BY audit_log.id DESC LIMIT 1) AS held_for
FROM flash.generations generation WHERE generation.id = ANY (@ids)
