-- Takes the last verification if it found something and no one was told of it yet.
UPDATE flash.audit_verifications SET told_at = now()
WHERE id = (SELECT max(id) FROM flash.audit_verifications) AND told_at IS NULL AND findings > 0
RETURNING id, report
