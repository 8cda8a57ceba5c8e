using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Remembers which deliveries were answered with words only, so that a redelivery is not answered
/// again.</summary>
public sealed class Receipts(NpgsqlDataSource dataSource, EvidenceStore evidence)
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

    /// <summary>The same for what the rules block, with its audit entry in the same statement. The entry keeps the words,
    /// sealed with the person's key as those of every request are.</summary>
    /// <param name="idempotencyKey">Names the delivery.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="chat">Where.</param>
    /// <param name="kind">For what.</param>
    /// <param name="verdict">Which rules.</param>
    /// <param name="words">The person's own words.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<bool> TryTakeBlockedAsync(
        string idempotencyKey,
        Person by,
        Chat chat,
        GenerationKind kind,
        ModerationVerdict verdict,
        AuditWords words,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH taken AS (INSERT INTO flash.receipts (idempotency_key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING idempotency_key)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details, personal)
            SELECT $2, $3, $4, $5 || '.blocked', $6, $7, $8 FROM taken
            """,
            PlainText.Clean(idempotencyKey),
            StoredName.Of(by.Platform),
            PlainText.Clean(by.Id),
            PlainText.Clean(by.Name),
            StoredName.Of(kind),
            PlainText.Clean(chat.Id),
            SqlCommands.Json(FlashJson.Write(new { rules = verdict.Rules })),
            words.ToPersonal()
        );
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        if (verdict.Categories.Contains(RuleCategory.Minors))
        {
            await evidence.PreserveAsync(by, chat, words, verdict.Rules, "Blocked: minors", cancellationToken);
        }

        return true;
    }
}
