namespace Flash.Bots.Quotas;

/// <summary>The part of a submission that counts what was asked for lately.</summary>
internal static class QuotaSql
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// One row when a quota is spent, else none: whose it is, how many it allows in how many hours, and when the next
    /// one is free (when the oldest that counts is out of the window). $2 and $3 name the person, $10 and $11 the chat;
    /// $24 and $25 are the ids of an hour and a day ago; $26 to $29 the usual quotas of a person and a chat, each for
    /// an hour and a day. 0 is no limit. Only what is asked for now counts: what was called off counts too, since it
    /// may have been drawn.
    /// </summary>
    public const string Spent = """
            SELECT scope, allowed, hours, counted.created_at + hours * interval '1 hour' AS free_at
            FROM (SELECT person.id AS user_id, NULL::bigint AS chat_id, quota.per_hour, quota.per_day, $26::integer AS usual_hour, $27::integer AS usual_day, 'user' AS scope
                  FROM flash.users person LEFT JOIN flash.quotas quota ON quota.user_id = person.id WHERE person.platform = $2 AND person.external_id = $3
                  UNION ALL
                  SELECT NULL, chat.id, quota.per_hour, quota.per_day, $28, $29, 'chat'
                  FROM flash.chats chat LEFT JOIN flash.quotas quota ON quota.chat_id = chat.id WHERE chat.platform = $10 AND chat.external_id = $11) subject
            CROSS JOIN LATERAL (VALUES (COALESCE(per_hour, usual_hour), 1, $24::uuid), (COALESCE(per_day, usual_day), 24, $25::uuid)) quota (allowed, hours, since)
            CROSS JOIN LATERAL (
                SELECT created_at FROM (
                    SELECT created_at, id FROM flash.generations WHERE user_id = subject.user_id AND id >= since
                    UNION ALL
                    SELECT created_at, id FROM flash.generations WHERE chat_id = subject.chat_id AND id >= since) lately
                ORDER BY id DESC OFFSET greatest(allowed - 1, 0) LIMIT 1) counted
            WHERE allowed > 0
            ORDER BY free_at DESC LIMIT 1
        """;
}
