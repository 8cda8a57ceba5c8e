using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>
/// Sees to it that a generation has one message. Whoever took the request posts it first; a worker that needs it waits for that, and posts
/// only when the time for it (<c>posting_until</c>) has run out.
/// </summary>
public sealed class GenerationMessages(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How long a process may take to post the message before somebody else does.</summary>
    public static readonly TimeSpan PostingTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The generation's message as soon as somebody has recorded it. Null when nobody has and the time to post it has run out:
    /// then <see cref="TryClaimPostingAsync"/>.
    /// </summary>
    /// <exception cref="MessengerException"><see cref="MessengerFault.ChatClosed"/>: its owner had it taken away, and nothing is to be shown any more.</exception>
    public async Task<MessageRef?> WaitForMessageAsync(GenerationId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using (var command = dataSource.Command("SELECT message, posting_until < now(), posting_until = 'infinity' FROM flash.generations WHERE id = $1", id.Value))
            {
                await using var row = await command.ExecuteReaderAsync(cancellationToken);
                if (!await row.ReadAsync(cancellationToken))
                {
                    return null;
                }

                if (!row.IsDBNull(0))
                {
                    return FlashJson.Read<MessageRef>(row.GetString(0));
                }

                if (row.GetBoolean(2))
                {
                    throw new MessengerException(MessengerFault.ChatClosed, "The person who asked had the message taken away.");
                }

                if (row.GetBoolean(1))
                {
                    return null;
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes on the posting of the message for <see cref="PostingTime"/>. False when it exists or somebody else is about to post it.</summary>
    public async Task<bool> TryClaimPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET posting_until = now() + $2 WHERE id = $1 AND message IS NULL AND posting_until < now()",
            id.Value, PostingTime);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Records a message as the generation's. False when there is another one already: then delete the one just posted. The very same one is
    /// no other: whoever posts to a Discord interaction twice gets one message.
    /// </summary>
    public async Task<bool> RecordMessageAsync(GenerationId id, MessageRef message, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET message = $2 WHERE id = $1 AND (message IS NULL OR message = $2)", id.Value, SqlCommands.Json(FlashJson.Write(message)));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Lets a worker post the message at once, because whoever meant to post it could not.</summary>
    public async Task GiveUpPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET posting_until = now() WHERE id = $1 AND message IS NULL", id.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets a message that the network says is gone, so that a new one may be posted at once. False when another one was recorded meanwhile.</summary>
    public async Task<bool> ForgetMessageAsync(GenerationId id, MessageRef gone, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET message = NULL, posting_until = now() WHERE id = $1 AND message = $2", id.Value, SqlCommands.Json(FlashJson.Write(gone)));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
