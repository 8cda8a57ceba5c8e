-- All that a card shows of a generation, but for the log: whose it is and what is known of them, what people say of it,
-- what became of its message, and the ban of its owner that is in force. A claim counts for @claim_lifetime.
SELECT generation.state, generation.prompt, generation.recipe, person.platform, person.external_id AS owner,
    person.name AS owner_name,
    CASE WHEN NOT chat.is_private THEN coalesce(chat.title, chat.external_id) END AS chat_title,
    (SELECT count(*) FROM flash.reports WHERE generation_id = @id AND state = 'open') AS open_reports,
    (SELECT string_agg(
            coalesce(nullif(reporter.name, ''), reporter.external_id)
                || CASE WHEN reason <> '' THEN ': “' || reason || '”' ELSE '' END,
            ' · ' ORDER BY state <> 'open', report.id)
        FROM flash.reports report JOIN flash.users reporter ON reporter.id = report.user_id
        WHERE generation_id = @id) AS report_reasons,
    EXISTS (SELECT FROM flash.takedowns WHERE generation_id = @id) AS is_taken_down,
    ordered.outcome, ordered.reason AS outcome_reason,
    ban.id AS ban, ban.banned_by, ban.until AS banned_until, coalesce(ban.wanted_until IS NOT NULL, false) AS ban_waits,
    nullif(ban.wanted_until, 'infinity') AS ban_wanted_until,
    (SELECT array_agg(index ORDER BY index) FROM flash.pictures WHERE generation_id = @id) AS pictures,
    (SELECT count(*) FROM flash.generations other WHERE other.user_id = person.id) AS asked,
    (SELECT count(*) FROM flash.bans WHERE bans.user_id = person.id) AS bans,
    (SELECT count(*) FROM flash.generations other
        WHERE other.user_id = person.id AND other.state = 'rejected') AS rejected,
    (SELECT count(*) FROM flash.takedowns JOIN flash.generations other ON other.id = takedowns.generation_id
        WHERE other.user_id = person.id) AS taken_down,
    (SELECT count(*) FROM flash.reports JOIN flash.generations other ON other.id = reports.generation_id
        WHERE other.user_id = person.id) AS reported,
    (SELECT moderator_name FROM flash.case_claims
        WHERE generation_id = @id AND claimed_at > now() - @claim_lifetime) AS claimed_by,
    (SELECT string_agg(moderator_name || ': ' || note, E'\n' ORDER BY id) FROM flash.case_notes
        WHERE generation_id = @id) AS notes
FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    JOIN flash.chats chat ON chat.id = generation.chat_id
    LEFT JOIN flash.message_orders ordered ON ordered.generation_id = @id
    LEFT JOIN flash.bans ban
        ON ban.user_id = person.id AND ban.lifted_at IS NULL AND (ban.until IS NULL OR ban.until > now())
WHERE generation.id = @id
