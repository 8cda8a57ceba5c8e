using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Quotas of one person or one chat, in place of the usual ones (<see cref="Quotas.QuotaOptions"/>).</summary>
public sealed partial class ModerationDesk
{
    /// <summary>How many generations a person may ask for; 0 for no limit, null for the usual one.</summary>
    public Task SetUserQuotaAsync(
        Platform platform,
        string userId,
        int? perHour,
        int? perDay,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            $"""
            WITH {PersonCte},
            quota AS (
                INSERT INTO flash.quotas (user_id, per_hour, per_day, set_by) SELECT id, $3, $4, $5 FROM person
                ON CONFLICT (user_id) DO UPDATE SET per_hour = $3, per_day = $4, set_by = $5, set_at = now() RETURNING user_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $6, $7, $5, 'quota.set', jsonb_build_object('platform', $1, 'user', $2, 'perHour', $3, 'perDay', $4) FROM quota
            """,
            cancellationToken,
            StoredName.Of(platform),
            PlainText.Clean(userId),
            SqlCommands.Integer(perHour),
            SqlCommands.Integer(perDay),
            by.Name,
            by.Platform,
            by.Id
        );

    /// <summary>The same for everyone in a chat together. False when Flash does not know the chat.</summary>
    public Task<bool> SetChatQuotaAsync(
        Platform platform,
        string chatId,
        int? perHour,
        int? perDay,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            """
            WITH quota AS (
                INSERT INTO flash.quotas (chat_id, per_hour, per_day, set_by) SELECT id, $3, $4, $5 FROM flash.chats WHERE platform = $1 AND external_id = $2
                ON CONFLICT (chat_id) DO UPDATE SET per_hour = $3, per_day = $4, set_by = $5, set_at = now() RETURNING chat_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
            SELECT $6, $7, $5, 'quota.set', $2, jsonb_build_object('platform', $1, 'perHour', $3, 'perDay', $4) FROM quota
            """,
            cancellationToken,
            StoredName.Of(platform),
            PlainText.Clean(chatId),
            SqlCommands.Integer(perHour),
            SqlCommands.Integer(perDay),
            by.Name,
            by.Platform,
            by.Id
        );
}
