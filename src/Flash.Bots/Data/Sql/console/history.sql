-- What the page of one generation shows beside its entry in the lists.
SELECT recipe::text, started_at, finished_at, attempts, failure, parent_id, parent_index,
    message IS NOT NULL AS is_posted,
    (SELECT count(*) FROM flash.reports WHERE generation_id = @id AND state = 'open') AS open_reports
FROM flash.generations WHERE id = @id
