-- What everyone in a chat together may ask for, in place of what is usual. No row when Flash does not know the chat.
WITH quota AS (
    INSERT INTO flash.quotas (chat_id, per_hour, per_day, set_by) SELECT id, @per_hour, @per_day, @by_name
    FROM flash.chats WHERE platform = @platform AND external_id = @chat
    ON CONFLICT (chat_id) DO UPDATE SET per_hour = @per_hour, per_day = @per_day, set_by = @by_name, set_at = now()
    RETURNING chat_id)
INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
SELECT @by_platform, @by_id, @by_name, 'quota.set', @chat, jsonb_build_object('platform', @platform, 'perHour',
    @per_hour, 'perDay', @per_day) FROM quota
