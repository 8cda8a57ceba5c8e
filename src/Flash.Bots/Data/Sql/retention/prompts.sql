-- Lets go of prompts, at most @batch of them, wherever a generation has one. What is complained of must stay to be judged.
UPDATE flash.generations
SET prompt = '', recipe = (recipe - 'start' - 'reading' - 'variety') || '{"prompt": "", "negativePrompt": ""}'
FROM (
    SELECT id FROM flash.generations old
    WHERE id < @before AND prompt <> '' AND state NOT IN ('queued', 'running', 'held')
        AND NOT EXISTS (SELECT FROM flash.reports report WHERE report.generation_id = old.id AND report.state = 'open')
        AND NOT EXISTS (SELECT FROM flash.appeals appeal WHERE appeal.generation_id = old.id AND appeal.state = 'open')
    ORDER BY id LIMIT @batch) gone
WHERE generations.id = gone.id
