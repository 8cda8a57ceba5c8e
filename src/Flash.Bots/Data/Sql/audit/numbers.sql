-- Where the numbers of entries were given twice or jump by more than @largest, and where the sequence that gives them
-- stands elsewhere than behind the last one.
WITH numbered AS (SELECT id, coalesce(sequence, 0) AS sequence, lag(id) OVER (ORDER BY id) AS before
    FROM flash.audit_log)
SELECT id, sequence, CASE WHEN before = id THEN 'the number ' || id || ' was given twice' ELSE 'they jump from '
    || before || ' to ' || id END AS detail
FROM numbered WHERE before = id OR id - before > @largest
UNION ALL
SELECT newest.id, coalesce(newest.sequence, 0), 'the next one would be ' || last_value + 1 || ', but there is '
    || newest.id || ' already'
FROM flash.audit_log_ids, (SELECT id, sequence FROM flash.audit_log ORDER BY id DESC LIMIT 1) newest
WHERE newest.id > last_value
UNION ALL
SELECT newest.id, coalesce(newest.sequence, 0), 'the sequence stands at ' || last_value
    || ', far beyond the last entry ' || newest.id
FROM flash.audit_log_ids, (SELECT id, sequence FROM flash.audit_log ORDER BY id DESC LIMIT 1) newest
WHERE last_value - newest.id > @largest
LIMIT 100
