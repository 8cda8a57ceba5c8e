-- Takes a delivery that the rules block, for the first who asks with this key, with its audit entry.
WITH taken AS (INSERT INTO flash.receipts (idempotency_key) VALUES (@key) ON CONFLICT DO NOTHING
    RETURNING idempotency_key)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details, personal)
SELECT @platform, @user, @name, @kind || '.blocked', @chat, @details, @personal FROM taken
