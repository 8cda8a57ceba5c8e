using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>
/// The messages in which Flash asks for other words: rows of <c>flash.word_requests</c>. A question is written down
/// before it is posted, so that no answer comes before we know of it; its message is added a moment later.
/// </summary>
public sealed class QuestionsAsked(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Longest time that an answer waits for the message of its question. Afterwards whoever posted it has
    /// died, and the answer tells which it was.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // A question whose message was never added belongs to nobody after an hour.
    private const string Pending = """
        SELECT request.id FROM flash.word_requests request
        JOIN flash.generations generation ON generation.id = request.generation_id JOIN flash.chats chat ON chat.id = generation.chat_id
        WHERE request.message IS NULL AND request.asked_at > now() - interval '1 hour' AND chat.platform = $1 AND chat.external_id = $2
        ORDER BY request.id DESC LIMIT 1
        """;

    /// <summary>Writes down that the generation's next question is about to be posted.</summary>
    public async Task<long> BeginAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "INSERT INTO flash.word_requests (generation_id) VALUES ($1) RETURNING id",
            id.Value
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // RETURNING gives the row
    }

    /// <summary>The question stands in the chat; null when it came to nothing.</summary>
    public async Task EndAsync(long request, MessageRef? question, CancellationToken cancellationToken)
    {
        await using var command = question is null
            ? dataSource.Command("DELETE FROM flash.word_requests WHERE id = $1", request)
            : dataSource.Command(
                "UPDATE flash.word_requests SET message = $2 WHERE id = $1",
                request,
                SqlCommands.Json(FlashJson.Write(question))
            );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The generation that a question is about; null when the message is none of our questions.</summary>
    public async Task<GenerationId?> FindAsync(MessageRef question, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT generation_id FROM flash.word_requests WHERE message = $1 ORDER BY id DESC LIMIT 1",
            SqlCommands.Json(FlashJson.Write(question))
        );
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? new GenerationId(id) : null;
    }

    /// <summary>The same for a message that may be a question which is not written down yet. Returns at once where none
    /// is on its way in this chat.</summary>
    public async Task<GenerationId?> AwaitAsync(MessageRef question, Chat chat, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await PendingAsync(chat, cancellationToken) is { } pending)
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                await EndAsync(pending, question, cancellationToken);
                break;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return await FindAsync(question, cancellationToken);
    }

    private async Task<long?> PendingAsync(Chat chat, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(Pending, StoredName.Of(chat.Platform), PlainText.Clean(chat.Id));
        return await command.ExecuteScalarAsync(cancellationToken) is long id ? id : null;
    }
}
