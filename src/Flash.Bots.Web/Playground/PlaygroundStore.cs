using System.Text.Json;
using Flash.Bots.Replies;
using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Web.Playground;

/// <summary>Writes the playground's messages. Each method is one round trip and one transaction.</summary>
/// <remarks>
/// Every write first takes the conversation's advisory lock, so that changes of one conversation become visible in the
/// order of their numbers; otherwise a browser that resumes after change 6 could miss a change 5 that was committed
/// later.
/// </remarks>
internal sealed class PlaygroundStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string LockConversation = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 5080))";

    private const string LockConversationOf =
        "SELECT pg_advisory_xact_lock(hashtextextended(conversation_id::text, 5080)) FROM flash.playground_messages WHERE id = $1";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Stores what the person said. Saying it again with the same <paramref name="clientId"/> (a retry)
    /// changes nothing.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="clientId">The browser's own name for the message.</param>
    /// <param name="text">What was said.</param>
    /// <param name="inReplyTo">The message of this conversation that it answers; another conversation's is left
    /// out.</param>
    /// <param name="picture">A picture that came with it.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<long> AddOwnAsync(
        Guid conversation,
        Guid clientId,
        string text,
        long? inReplyTo,
        EncodedMedia? picture,
        CancellationToken cancellationToken
    )
    {
        var message = new OutgoingMessage { Text = text, Media = picture is null ? [] : [picture] };
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(LockConversation, conversation));
        batch.BatchCommands.Add(
            Command(
                """
                WITH said AS (
                    INSERT INTO flash.playground_messages (conversation_id, change, revision, media_revision, from_person, client_id, text, buttons, media, reply_to, created_at, updated_at)
                    VALUES ($1, nextval('flash.playground_changes'), 0, 0, true, $2, $3, '[]', $5,
                        (SELECT id FROM flash.playground_messages WHERE conversation_id = $1 AND id = $6), $4, $4)
                    ON CONFLICT (conversation_id, client_id) DO NOTHING RETURNING id),
                files AS (
                    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
                    SELECT said.id, 0, file.position, file.media_type, file.bytes
                    FROM said, unnest($7, $8) WITH ORDINALITY AS file (media_type, bytes, position))
                SELECT id FROM said UNION ALL SELECT id FROM flash.playground_messages WHERE conversation_id = $1 AND client_id = $2 LIMIT 1
                """,
                conversation,
                clientId,
                text,
                time.GetUtcNow(),
                Pictures(message),
                new NpgsqlParameter { Value = (object?)inReplyTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                MediaTypes(message),
                Files(message)
            )
        );
        return await ReadIdAsync(batch, cancellationToken)
            ?? throw new InvalidOperationException("PostgreSQL stored a playground message without naming it.");
    }

    /// <summary>Stores what Flash says, and sweeps the conversation: previews that were superseded a minute ago are of
    /// no use to anyone.</summary>
    public async Task<long> AddAsync(
        PlaygroundReply address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(LockConversation, address.ConversationId));
        batch.BatchCommands.Add(
            Command(
                """
                WITH posted AS (
                    INSERT INTO flash.playground_messages (conversation_id, change, revision, media_revision, from_person, text, buttons, media, reply_to, created_at, updated_at)
                    VALUES ($1, nextval('flash.playground_changes'), 0, 0, false, $2, $3, $4, $5, $6, $6) RETURNING id),
                files AS (
                    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
                    SELECT posted.id, 0, file.position, file.media_type, file.bytes
                    FROM posted, unnest($7, $8) WITH ORDINALITY AS file (media_type, bytes, position)),
                swept AS (
                    DELETE FROM flash.playground_media USING flash.playground_messages AS message
                    WHERE message.conversation_id = $1 AND message.updated_at < $6 - interval '1 minute'
                        AND message_id = message.id AND playground_media.revision < message.media_revision)
                SELECT id FROM posted
                """,
                address.ConversationId,
                message.Text,
                Buttons(message),
                Pictures(message),
                ReplyTo(address, message),
                time.GetUtcNow(),
                MediaTypes(message),
                Files(message)
            )
        );
        return await ReadIdAsync(batch, cancellationToken)
            ?? throw new InvalidOperationException("PostgreSQL stored a playground message without naming it.");
    }

    /// <summary>
    /// Replaces what a message shows. The files of the revision before stay until the next sweep: a browser that has
    /// just been told of them is still fetching them, and when every preview vanished with the next one, no one would
    /// see any. What must not be seen any more takes all of them with it. False when the message is gone.
    /// </summary>
    public async Task<bool> EditAsync(long id, OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(LockConversationOf, id));
        batch.BatchCommands.Add(
            Command(
                """
                WITH edited AS (
                    UPDATE flash.playground_messages
                    SET change = nextval('flash.playground_changes'), revision = revision + 1, text = $2, buttons = $3,
                        media = CASE WHEN $5 THEN $4 ELSE media END, media_revision = CASE WHEN $5 THEN revision + 1 ELSE media_revision END, updated_at = $6
                    WHERE id = $1 AND NOT deleted RETURNING id, revision),
                files AS (
                    INSERT INTO flash.playground_media (message_id, revision, position, media_type, bytes)
                    SELECT edited.id, edited.revision, file.position, file.media_type, file.bytes
                    FROM edited, unnest($7, $8) WITH ORDINALITY AS file (media_type, bytes, position)),
                hidden AS (
                    DELETE FROM flash.playground_media USING edited
                    WHERE $9 AND message_id = edited.id AND playground_media.revision < edited.revision)
                SELECT id FROM edited
                """,
                id,
                message.Text,
                Buttons(message),
                Pictures(message),
                message.Media.Count > 0,
                time.GetUtcNow(),
                MediaTypes(message),
                Files(message),
                message.HidesPictures
            )
        );
        return await ReadIdAsync(batch, cancellationToken) is not null;
    }

    /// <summary>Takes a message back. The empty row stays, so that browsers which were away learn of it.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(LockConversationOf, id));
        batch.BatchCommands.Add(
            Command(
                """
                WITH taken_back AS (
                    UPDATE flash.playground_messages
                    SET change = nextval('flash.playground_changes'), revision = revision + 1, text = '', buttons = '[]', media = '[]', deleted = true, updated_at = $2
                    WHERE id = $1 AND NOT deleted RETURNING id)
                DELETE FROM flash.playground_media USING taken_back WHERE message_id = taken_back.id
                """,
                id,
                time.GetUtcNow()
            )
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The latest file of a message, no matter who asks: the caller is a worker that draws from it. Null when
    /// it is gone.</summary>
    public async Task<byte[]?> ReadFileAsync(long messageId, int position, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT file.bytes FROM flash.playground_media file JOIN flash.playground_messages message ON message.id = file.message_id
            WHERE message.id = $1 AND file.revision = message.media_revision AND file.position = $2 AND NOT message.deleted
            """
        );
        command.Parameters.Add(new() { Value = messageId });
        command.Parameters.Add(new() { Value = position });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    /// <summary>The answer stands in the batch's second result; the first is the lock.</summary>
    private static async Task<long?> ReadIdAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : null;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    private static NpgsqlParameter Buttons(OutgoingMessage message) =>
        AsJson(
            message
                .Buttons.Only(button => button is { CopyText: null, IsDisabled: false })
                .Select(row => row.Select(button => new ChatButton(button.Label, button.Code)))
        );

    private static NpgsqlParameter Pictures(OutgoingMessage message) =>
        AsJson(
            message.Media.Select(media =>
            {
                var (width, height) = PictureSize.Of(media.Bytes.Span, media.Kind);
                return new StoredPicture(media.Kind, width, height, media.AltText, media.FileName);
            })
        );

    private static NpgsqlParameter AsJson<T>(T value) =>
        new() { Value = JsonSerializer.Serialize(value, Json), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter ReplyTo(PlaygroundReply address, OutgoingMessage message) =>
        new()
        {
            Value = (object?)(message.ReplyTo as PlaygroundMessage)?.Id
                ?? (object?)address.ReplyToMessageId
                ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Bigint,
        };

    private static string[] MediaTypes(OutgoingMessage message) =>
        [
            .. message.Media.Select(media =>
                media.Kind switch
                {
                    MediaKind.Jpeg => "image/jpeg",
                    MediaKind.Png => "image/png",
                    MediaKind.Webp => "image/webp",
                    MediaKind.Avif => "image/avif",
                    MediaKind.Json => "application/json",
                    _ => "image/gif",
                }
            ),
        ];

    private static ReadOnlyMemory<byte>[] Files(OutgoingMessage message) =>
        [.. message.Media.Select(media => media.Bytes)];
}
