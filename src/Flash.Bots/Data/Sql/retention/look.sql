-- How much is older than it may be; a null age counts nothing. What is complained of must stay to be judged, and a picture
-- that is complained of keeps its key.
SELECT
    (SELECT count(*) FROM flash.pictures
     WHERE generation_id < @pictures_before
        AND NOT EXISTS (SELECT FROM flash.reports report
            WHERE report.generation_id = pictures.generation_id AND report.state = 'open')
        AND NOT EXISTS (SELECT FROM flash.appeals appeal
            WHERE appeal.generation_id = pictures.generation_id AND appeal.state = 'open')
    ) AS pictures,
    (SELECT count(*) FROM flash.generations old
     WHERE id < @prompts_before AND prompt <> '' AND state NOT IN ('queued', 'running', 'held')
        AND NOT EXISTS (SELECT FROM flash.reports report WHERE report.generation_id = old.id AND report.state = 'open')
        AND NOT EXISTS (SELECT FROM flash.appeals appeal WHERE appeal.generation_id = old.id AND appeal.state = 'open')
    ) AS prompts,
    (SELECT count(*) FROM flash.personal_keys key
     WHERE destroyed_at IS NULL
        AND (purpose = 'log' AND period + interval '1 month' < @prompts_since
            OR purpose = 'pictures' AND period + interval '1 month' < @pictures_since
                -- The pictures that go first leave their key without a use.
                AND NOT EXISTS (SELECT FROM flash.pictures old
                    WHERE old.key_id = key.id AND NOT (old.generation_id < @pictures_before
                        AND NOT EXISTS (SELECT FROM flash.reports report
                            WHERE report.generation_id = old.generation_id AND report.state = 'open')
                        AND NOT EXISTS (SELECT FROM flash.appeals appeal
                            WHERE appeal.generation_id = old.generation_id AND appeal.state = 'open'))))
    ) AS keys,
    (SELECT count(*) FROM flash.receipts WHERE received_at < @receipts_since) AS receipts,
    (SELECT count(*) FROM flash.playground_media media
     JOIN flash.playground_messages message ON message.id = media.message_id
     WHERE message.updated_at < @pictures_since
    ) AS files,
    (SELECT count(*) FROM flash.playground_messages WHERE NOT deleted AND updated_at < @prompts_since) AS texts
