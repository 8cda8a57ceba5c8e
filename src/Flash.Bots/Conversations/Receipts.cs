using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Remembers which deliveries were answered with words only, so that a redelivery is not answered
/// again.</summary>
public sealed class Receipts(NpgsqlDataSource dataSource)
{
    /// <summary>True for the first caller with this key. Taken before the answer is posted: better no second help text
    /// than two.</summary>
    public async Task<bool> TryTakeAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "INSERT INTO flash.receipts (idempotency_key) VALUES ($1) ON CONFLICT DO NOTHING",
            PlainText.Clean(idempotencyKey)
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>The same for a prompt that the rules block, with its audit entry in the same statement. The entry names
    /// the rules, not the prompt.</summary>
    public async Task<bool> TryTakeBlockedAsync(
        IncomingMessage message,
        ModerationVerdict verdict,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH taken AS (INSERT INTO flash.receipts (idempotency_key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING idempotency_key)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
            SELECT $2, $3, $4, 'imagine.blocked', $5, $6 FROM taken
            """,
            PlainText.Clean(message.IdempotencyKey),
            StoredName.Of(message.From.Platform),
            PlainText.Clean(message.From.Id),
            PlainText.Clean(message.From.Name),
            PlainText.Clean(message.Chat.Id),
            SqlCommands.Json(FlashJson.Write(new { rules = verdict.Rules }))
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
