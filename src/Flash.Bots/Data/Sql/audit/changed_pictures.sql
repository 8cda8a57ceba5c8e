-- Pictures whose digest is another one than the entry of their delivery says.
SELECT delivered.id, coalesce(delivered.sequence, 0) AS sequence, picture.generation_id, picture.index
FROM flash.pictures picture
JOIN LATERAL (
    SELECT entry.id, entry.sequence, entry.details FROM flash.audit_log entry
    WHERE entry.generation_id = picture.generation_id AND entry.action LIKE '%.delivered' AND entry.details ? 'sha256'
    ORDER BY entry.id DESC LIMIT 1) delivered ON true
WHERE delivered.details -> 'sha256' ->> (picture.index - 1) IS DISTINCT FROM encode(picture.sha256, 'hex')
ORDER BY delivered.id LIMIT 1000
