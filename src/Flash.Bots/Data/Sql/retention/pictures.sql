-- Lets go of thumbnails, at most @batch of them: small enough that no one waits for a lock of ours. What is complained
-- of must stay to be judged.
DELETE FROM flash.pictures USING (
    SELECT generation_id, index FROM flash.pictures old
    WHERE generation_id < @before
        AND NOT EXISTS (SELECT FROM flash.reports report
            WHERE report.generation_id = old.generation_id AND report.state = 'open')
        AND NOT EXISTS (SELECT FROM flash.appeals appeal
            WHERE appeal.generation_id = old.generation_id AND appeal.state = 'open')
    LIMIT @batch) gone
WHERE pictures.generation_id = gone.generation_id AND pictures.index = gone.index
