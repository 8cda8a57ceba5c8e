using System.Text.Json;
using Npgsql;

namespace Flash.Bots.Web.Playground;

/// <summary>Reads the playground's messages for browsers. Every query names the conversation: an id alone opens
/// nothing.</summary>
internal sealed class PlaygroundReader(NpgsqlDataSource database)
{
    private const string Columns =
        "id, change, revision, media_revision, from_person, client_id, text, buttons, media, reply_to, created_at, deleted";

    /// <summary>The messages before <paramref name="before"/> (or the newest), oldest first.</summary>
    public async Task<ChatHistory> ReadHistoryAsync(
        Guid conversation,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT {Columns}, (SELECT coalesce(max(change), 0) FROM flash.playground_messages WHERE conversation_id = $1)
            FROM flash.playground_messages WHERE conversation_id = $1 AND id < $2 AND NOT deleted ORDER BY id DESC LIMIT $3
            """
        );
        command.Parameters.Add(new() { Value = conversation });
        command.Parameters.Add(new() { Value = before ?? long.MaxValue });
        command.Parameters.Add(new() { Value = limit + 1 });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<ChatMessage>();
        var latest = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            latest = reader.GetInt64(12);
            messages.Add(Message(reader));
        }

        var hasOlder = messages.Count > limit;
        return new ChatHistory([.. messages.Take(limit).Reverse()], hasOlder, latest);
    }

    /// <summary>Messages whose latest revision came after <paramref name="change"/>, in the order of their
    /// changes.</summary>
    public async Task<IReadOnlyList<ChatMessage>> ReadChangesAsync(
        Guid conversation,
        long change,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM flash.playground_messages WHERE conversation_id = $1 AND change > $2 ORDER BY change LIMIT 100"
        );
        command.Parameters.Add(new() { Value = conversation });
        command.Parameters.Add(new() { Value = change });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<ChatMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            messages.Add(Message(reader));
        }

        return messages;
    }

    /// <summary>A file of a message; null when there is none, or not in this conversation.</summary>
    public async Task<ChatFile?> ReadFileAsync(
        Guid conversation,
        long messageId,
        int revision,
        int position,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(
            """
            SELECT file.media_type, file.bytes, message.media -> ($4 - 1) ->> 'fileName'
            FROM flash.playground_media file JOIN flash.playground_messages message ON message.id = file.message_id
            WHERE message.conversation_id = $1 AND file.message_id = $2 AND file.revision = $3 AND file.position = $4
            """
        );
        command.Parameters.Add(new() { Value = conversation });
        command.Parameters.Add(new() { Value = messageId });
        command.Parameters.Add(new() { Value = revision });
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ChatFile(
                reader.GetString(0),
                reader.GetFieldValue<byte[]>(1),
                reader.IsDBNull(2) ? "picture" : reader.GetString(2)
            )
            : null;
    }

    private static ChatMessage Message(NpgsqlDataReader reader)
    {
        var id = reader.GetInt64(0);
        var mediaRevision = reader.GetInt32(3);
        var pictures = JsonSerializer.Deserialize<StoredPicture[]>(reader.GetString(8), PlaygroundStore.Json) ?? [];
        return new ChatMessage
        {
            Id = id,
            Change = reader.GetInt64(1),
            Revision = reader.GetInt32(2),
            Mine = reader.GetBoolean(4),
            ClientId = reader.IsDBNull(5) ? null : reader.GetGuid(5),
            Text = reader.GetString(6),
            Buttons = JsonSerializer.Deserialize<ChatButton[][]>(reader.GetString(7), PlaygroundStore.Json) ?? [],
            Pictures =
            [
                .. pictures.Select(
                    (picture, index) =>
                        new ChatPicture(
                            ChatPicture.AddressOf(id, mediaRevision, index + 1),
                            picture.Kind,
                            picture.Width,
                            picture.Height,
                            picture.AltText,
                            picture.FileName
                        )
                ),
            ],
            ReplyTo = reader.IsDBNull(9) ? null : reader.GetInt64(9),
            SentAt = reader.GetFieldValue<DateTimeOffset>(10),
            Deleted = reader.GetBoolean(11),
        };
    }
}

/// <summary>A page of a conversation.</summary>
/// <param name="Messages">Oldest first.</param>
/// <param name="HasOlder">There are messages before these.</param>
/// <param name="LatestChange">Where the stream of changes continues.</param>
internal sealed record ChatHistory(IReadOnlyList<ChatMessage> Messages, bool HasOlder, long LatestChange);

/// <summary>A message's file.</summary>
internal sealed record ChatFile(string MediaType, byte[] Bytes, string FileName);
