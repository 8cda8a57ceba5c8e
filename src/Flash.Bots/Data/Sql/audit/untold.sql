-- Generations that no entry tells of, or not of their end.
SELECT generation.id, generation.kind, generation.state FROM flash.generations generation
WHERE NOT EXISTS (SELECT FROM flash.audit_log entry
    WHERE entry.generation_id = generation.id AND entry.action = generation.kind || '.requested')
    OR (generation.state = 'delivered'
        AND NOT EXISTS (SELECT FROM flash.audit_log entry
            WHERE entry.generation_id = generation.id AND entry.action = generation.kind || '.delivered'))
ORDER BY generation.id LIMIT 1000
