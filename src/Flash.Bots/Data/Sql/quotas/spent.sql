-- One row when a quota is spent, else none: whose it is, how many it allows in how many hours, and when the next one is
-- free (when the oldest that counts is out of the window). @hour_ago and @day_ago are the ids of that long ago; the
-- usual quotas are those of a person and of a chat for whom moderators have set none. 0 is no limit. What was called off
-- counts too, since it may have been drawn.
SELECT scope = 'chat' AS is_chat, allowed, hours, counted.created_at + hours * interval '1 hour' AS free_at
FROM (
    SELECT person.id AS user_id, NULL::bigint AS chat_id, quota.per_hour, quota.per_day,
        @user_hour AS usual_hour, @user_day AS usual_day, 'user' AS scope
    FROM flash.users person LEFT JOIN flash.quotas quota ON quota.user_id = person.id
    WHERE person.platform = @platform AND person.external_id = @person
    UNION ALL
    SELECT NULL, chat.id, quota.per_hour, quota.per_day, @chat_hour, @chat_day, 'chat'
    FROM flash.chats chat LEFT JOIN flash.quotas quota ON quota.chat_id = chat.id
    WHERE chat.platform = @chat_platform AND chat.external_id = @chat) subject
CROSS JOIN LATERAL (VALUES
    (COALESCE(per_hour, usual_hour), 1, @hour_ago),
    (COALESCE(per_day, usual_day), 24, @day_ago)) quota (allowed, hours, since)
CROSS JOIN LATERAL (
    SELECT created_at FROM (
        SELECT created_at, id FROM flash.generations WHERE user_id = subject.user_id AND id >= since
        UNION ALL
        SELECT created_at, id FROM flash.generations WHERE chat_id = subject.chat_id AND id >= since) lately
    ORDER BY id DESC OFFSET greatest(allowed - 1, 0) LIMIT 1) counted
WHERE allowed > 0
ORDER BY free_at DESC LIMIT 1
