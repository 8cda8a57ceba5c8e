-- Keeps what a verification said, the last hundred of them, and writes it down in the log.
WITH kept AS (INSERT INTO flash.audit_verifications (findings, report) VALUES (@findings, @report)),
entry AS (
    INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
    VALUES ('flash', 'audit', 'Flash', 'audit.verified', jsonb_build_object('sealed', @sealed, 'checkpoints',
        @checkpoints, 'findings', @findings, 'witnesses', @witnesses)))
DELETE FROM flash.audit_verifications WHERE id < (SELECT max(id) - 100 FROM flash.audit_verifications)
