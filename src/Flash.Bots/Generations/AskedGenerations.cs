using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>What a person's press needs from a stored generation: look it up, call it off.</summary>
public sealed class AskedGenerations(NpgsqlDataSource dataSource)
{
    /// <summary>The generation as a button's press sees it; null when there is none.</summary>
    public async Task<AskedGeneration?> FindAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            SELECT generation.kind, generation.state, generation.recipe, person.external_id, chat.external_id, chat.platform,
                generation.parent_id, generation.parent_index
            FROM flash.generations generation
            JOIN flash.users person ON person.id = generation.user_id
            JOIN flash.chats chat ON chat.id = generation.chat_id
            WHERE generation.id = $1
            """,
            id.Value
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new AskedGeneration(
                id,
                StoredName.Parse<GenerationKind>(row.GetString(0)),
                StoredName.Parse<GenerationState>(row.GetString(1)),
                FlashJson.Read<Recipe>(row.GetString(2))
            )
            {
                OwnerId = row.GetString(3),
                ChatId = row.GetString(4),
                Platform = StoredName.Parse<Platform>(row.GetString(5)),
                Parent = row.IsDBNull(6)
                    ? null
                    : (new GenerationId(row.GetGuid(6)), row.IsDBNull(7) ? null : row.GetInt32(7)),
            }
            : null;
    }

    /// <summary>
    /// Calls it off, whether it waits or runs, and tells the worker that may be at it over <see
    /// cref="GenerationStore.CancelChannel"/>. False when it has ended already; the caller has checked that <paramref
    /// name="by"/> may.
    /// </summary>
    public async Task<bool> CancelAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH done AS (
                UPDATE flash.generations SET state = 'cancelled', finished_at = now(), lease_until = NULL
                WHERE id = $1 AND state IN ('queued', 'running', 'held')
                RETURNING id, kind, chat_id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
                SELECT $2, $3, $4, done.kind || '.cancelled', done.id, chat.external_id
                FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
            SELECT pg_notify('{GenerationStore.CancelChannel}', id::text) FROM done
            """,
            id.Value,
            StoredName.Of(by.Platform),
            by.Id,
            PlainText.Clean(by.Name)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken);
    }

    /// <summary>
    /// Records that its owner has its message taken away, and forgets the message; null when there was none, or it was
    /// taken away before. Nobody posts it again (<c>posting_until</c> is infinity).
    /// What was asked for and its thumbnails stay with the moderators until they are due or the person has them erased.
    /// </summary>
    public async Task<MessageRef?> TakeMessageAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            WITH before AS (SELECT id, message FROM flash.generations WHERE id = $1 AND message IS NOT NULL FOR UPDATE),
            done AS (
                UPDATE flash.generations SET message = NULL, posting_until = 'infinity' FROM before WHERE generations.id = before.id
                RETURNING generations.id, generations.kind, generations.chat_id, before.message),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
                SELECT $2, $3, $4, done.kind || '.deleted', done.id, chat.external_id
                FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
            SELECT message FROM done
            """,
            id.Value,
            StoredName.Of(by.Platform),
            by.Id,
            PlainText.Clean(by.Name)
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? FlashJson.Read<MessageRef>(json)
            : null;
    }

    /// <summary>
    /// Whether a message is known to be something else than this generation's: another one's, a menu, a question. A
    /// client may send any code for any message, so a press does nothing to such a message.
    /// </summary>
    public async Task<bool> IsOfAnotherAsync(GenerationId id, MessageRef message, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            SELECT EXISTS (SELECT FROM flash.generations WHERE message = $2 AND id <> $1)
                OR EXISTS (SELECT FROM flash.menus WHERE message = $2)
                OR EXISTS (SELECT FROM flash.word_requests WHERE message = $2)
                OR EXISTS (SELECT FROM flash.moderation_cards WHERE message = $2)
            """,
            id.Value,
            SqlCommands.Json(FlashJson.Write(message))
        );
        return await command.ExecuteScalarAsync(cancellationToken) is not false;
    }

    /// <summary>The latest generation that a message of ours shows; null when it shows none.</summary>
    public async Task<AskedGeneration?> FindByMessageAsync(MessageRef message, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT id FROM flash.generations WHERE message = $1 ORDER BY id DESC LIMIT 1",
            SqlCommands.Json(FlashJson.Write(message))
        );
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id
            ? await FindAsync(new GenerationId(id), cancellationToken)
            : null;
    }

    /// <summary>What a person has asked for in a chat and is not done, newest first.</summary>
    public async Task<IReadOnlyList<AskedGeneration>> UnfinishedAsync(
        Person person,
        Conversations.Chat chat,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<GenerationId>();
        await using (
            var command = dataSource.Command(
                """
                SELECT generation.id FROM flash.generations generation
                JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id
                WHERE person.platform = $1 AND person.external_id = $2 AND chat.platform = $3 AND chat.external_id = $4
                    AND generation.state IN ('queued', 'running', 'held')
                ORDER BY generation.id DESC
                """,
                StoredName.Of(person.Platform),
                PlainText.Clean(person.Id),
                StoredName.Of(chat.Platform),
                PlainText.Clean(chat.Id)
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                ids.Add(new GenerationId(row.GetGuid(0)));
            }
        }

        var unfinished = new List<AskedGeneration>(ids.Count);
        foreach (var id in ids)
        {
            if (await FindAsync(id, cancellationToken) is { } generation)
            {
                unfinished.Add(generation);
            }
        }

        return unfinished;
    }

    /// <summary>The message that shows it, if one was posted.</summary>
    public async Task<MessageRef?> MessageAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("SELECT message FROM flash.generations WHERE id = $1", id.Value);
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? FlashJson.Read<MessageRef>(json)
            : null;
    }
}
