-- What is held and what is reported, on one network or all, one case for each generation; ordered as @sort says: newest,
-- reports, or else the oldest first.
SELECT generation.id, generation.state = 'held' AS is_held, coalesce(report.reports, 0) AS reports,
    coalesce(report.reasons, '') AS reasons, report.picture AS index, coalesce(report.names, '') AS reporters
FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
    LEFT JOIN (
        SELECT generation_id, count(*) AS reports, min(picture_index) AS picture,
            string_agg(NULLIF(reason, ''), ' · ' ORDER BY report.id) AS reasons,
            string_agg(coalesce(nullif(person.name, ''), person.external_id), ', ' ORDER BY report.id) AS names
        FROM flash.reports report JOIN flash.users person ON person.id = report.user_id
        WHERE state = 'open' GROUP BY generation_id) report ON report.generation_id = generation.id
WHERE (generation.state = 'held' OR report.reports IS NOT NULL)
    AND (@kind = '' OR (@kind = 'held') = (generation.state = 'held')) AND (@platform = '' OR chat.platform = @platform)
ORDER BY CASE WHEN @sort = 'reports' THEN report.reports END DESC NULLS LAST,
    CASE WHEN @sort = 'newest' THEN generation.id END DESC, generation.id
LIMIT @most
