using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>
/// What an edited prompt replaces. Deliveries are named after the message that was said (<see
/// cref="IncomingMessage.IdempotencyKey"/>), those of its edits by that name and a suffix, so the latest generation of
/// a message is found by its name.
/// </summary>
public sealed class EditedPrompts(NpgsqlDataSource dataSource)
{
    /// <summary>Chats allow edits for 48 hours; the rest is for clocks that disagree.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>The latest generation that a message, or an edit of it, led to; null when there is none.</summary>
    /// <param name="key">The name of the message.</param>
    /// <param name="saidAt">When the message was first said: ids are ordered by time, so nothing older is looked
    /// at.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<EditedPrompt?> FindLatestAsync(
        string key,
        DateTimeOffset saidAt,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            SELECT id, recipe, message, idempotency_key FROM flash.generations
            WHERE id >= $2 AND kind = 'imagine' AND (idempotency_key = $1 OR starts_with(idempotency_key, $1 || ':'))
            ORDER BY id DESC LIMIT 1
            """,
            key,
            Guid.CreateVersion7(saidAt - ClockSkew)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new EditedPrompt(
                new GenerationId(row.GetGuid(0)),
                FlashJson.Read<Recipe>(row.GetString(1)),
                row.IsDBNull(2) ? null : FlashJson.Read<MessageRef>(row.GetString(2)),
                row.GetString(3)
            )
            : null;
    }

    /// <summary>The message that showed the wording before <paramref name="id"/>; null when none did. Parameters as in
    /// <see cref="FindLatestAsync"/>.</summary>
    public async Task<MessageRef?> FindMessageBeforeAsync(
        GenerationId id,
        string key,
        DateTimeOffset saidAt,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            SELECT message FROM flash.generations
            WHERE id >= $2 AND id < $3 AND kind = 'imagine' AND message IS NOT NULL AND (idempotency_key = $1 OR starts_with(idempotency_key, $1 || ':'))
            ORDER BY id DESC LIMIT 1
            """,
            key,
            Guid.CreateVersion7(saidAt - ClockSkew),
            id.Value
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? FlashJson.Read<MessageRef>(json)
            : null;
    }

    /// <summary>
    /// Ends a generation that has not finished, without a word in the chat: its message now belongs to the one that
    /// follows. A worker at it is told to stop, and the higher epoch keeps it from showing anything more.
    /// </summary>
    public async Task SupersedeAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH done AS (
                UPDATE flash.generations
                SET state = 'superseded', finished_at = now(), lease_until = NULL, epoch = epoch + 1
                WHERE id = $1 AND state IN ('held', 'queued', 'running')
                RETURNING id, kind, chat_id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
                SELECT $2, $3, $4, done.kind || '.superseded', done.id, chat.external_id
                FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
            SELECT pg_notify('{GenerationStore.CancelChannel}', id::text) FROM done
            """,
            id.Value,
            StoredName.Of(by.Platform),
            by.Id,
            PlainText.Clean(by.Name)
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>What stands in the chat for a prompt that was edited.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Recipe">What it shows.</param>
/// <param name="Message">Where; null when nobody has posted it yet.</param>
/// <param name="Key">Names the delivery that asked for it.</param>
public sealed record EditedPrompt(GenerationId Id, Recipe Recipe, MessageRef? Message, string Key);
