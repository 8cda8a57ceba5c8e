using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>
/// Sees to it that a generation has one message. Whoever took the request posts it first; a worker that needs it waits
/// for that, and posts only when the time for it (<c>posting_until</c>) has run out.
/// </summary>
public sealed class GenerationMessages(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How long a process may take to post the message before somebody else does.</summary>
    public static readonly TimeSpan PostingTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The generation's message as soon as somebody has recorded it and nobody is telling its place in it (<see
    /// cref="TryBeginTellingAsync"/>). Null when nobody has and the time to post it has run out: then <see
    /// cref="TryClaimPostingAsync"/>.
    /// </summary>
    /// <exception cref="MessengerException"><see cref="MessengerFault.ChatClosed"/>: its owner had it taken away, and
    /// nothing is to be shown any more.</exception>
    public async Task<MessageRef?> WaitForMessageAsync(GenerationId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using (
                var command = dataSource.Command(
                    "SELECT message, posting_until < now(), posting_until = 'infinity', telling_until > now() FROM flash.generations WHERE id = $1",
                    id.Value
                )
            )
            {
                await using var row = await command.ExecuteReaderAsync(cancellationToken);
                if (!await row.ReadAsync(cancellationToken))
                {
                    return null;
                }

                if (!row.IsDBNull(0) && !row.GetBoolean(3))
                {
                    return FlashJson.Read<MessageRef>(row.GetString(0));
                }

                if (row.GetBoolean(2))
                {
                    throw new MessengerException(
                        MessengerFault.ChatClosed,
                        "The person who asked had the message taken away."
                    );
                }

                if (row.IsDBNull(0) && row.GetBoolean(1))
                {
                    return null;
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes on the posting of the message for <see cref="PostingTime"/>. False when it exists or somebody
    /// else is about to post it.</summary>
    public async Task<bool> TryClaimPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET posting_until = now() + $2 WHERE id = $1 AND message IS NULL AND posting_until < now()",
            id.Value,
            PostingTime
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Records a message as the generation's. False when there is another one already: then delete the one just posted.
    /// The very same one is no other: whoever posts to a Discord interaction twice gets one message. Where an edit for
    /// the generation that had the message before is still on its way, the new one waits for it too.
    /// </summary>
    /// <param name="id">The generation.</param>
    /// <param name="message">What shows it from now on.</param>
    /// <param name="told">The place that the message tells; null when it tells none.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<bool> RecordMessageAsync(
        GenerationId id,
        MessageRef message,
        Outlook? told,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.generations SET message = $2, told_ahead = $3, told_seconds = $4,
                telling_until = COALESCE((SELECT max(telling_until) FROM flash.generations WHERE message = $2), '-infinity')
            WHERE id = $1 AND (message IS NULL OR message = $2)
            """,
            id.Value,
            SqlCommands.Json(FlashJson.Write(message)),
            SqlCommands.Integer(told?.Ahead),
            SqlCommands.Integer(told?.Seconds)
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>The same for a message that tells no place.</summary>
    public Task<bool> RecordMessageAsync(GenerationId id, MessageRef message, CancellationToken cancellationToken) =>
        RecordMessageAsync(id, message, null, cancellationToken);

    /// <summary>
    /// Takes on telling a waiting generation's place in its message, for <paramref name="atMost"/>: whoever draws it
    /// meanwhile shows nothing before
    /// <see cref="EndTellingAsync"/>, so that the place cannot come after the picture. Null when it waits no more or
    /// somebody else is telling.
    /// </summary>
    public async Task<WaitingGeneration?> TryBeginTellingAsync(
        GenerationId id,
        Outlook outlook,
        TimeSpan atMost,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.generations SET telling_until = now() + $4, told_ahead = $2, told_seconds = $3
            WHERE id = $1 AND state = 'queued' AND message IS NOT NULL AND telling_until < now()
            RETURNING kind, recipe, reply_address, message, (SELECT COALESCE(settings->>'language', language) FROM flash.users WHERE users.id = user_id)
            """,
            id.Value,
            outlook.Ahead,
            SqlCommands.Integer(outlook.Seconds),
            atMost
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new WaitingGeneration(
                id,
                StoredName.Parse<GenerationKind>(row.GetString(0)),
                FlashJson.Read<Recipe>(row.GetString(1)),
                FlashJson.Read<ReplyAddress>(row.GetString(2)),
                FlashJson.Read<MessageRef>(row.GetString(3)),
                row.IsDBNull(4) ? null : row.GetString(4)
            )
            : null;
    }

    /// <summary>The pictures exist; what follows is the network's time. An earlier attempt's mark does not count: a
    /// claim begins anew.</summary>
    public async Task MarkDrawnAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET drawn_at = now() WHERE id = $1 AND state = 'running'",
            id.Value
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How long from now an edit whose answer was lost may still be carried out; zero where there is
    /// none.</summary>
    public async Task<TimeSpan> UnsureForAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT unsure_until - now() FROM flash.generations WHERE id = $1 AND unsure_until > now()",
            id.Value
        );
        return await command.ExecuteScalarAsync(cancellationToken) is TimeSpan rest ? rest : TimeSpan.Zero;
    }

    /// <summary>The message of a delivered generation that no moderator has decided about; null for any other.</summary>
    public async Task<MessageRef?> FindDeliveredAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            SELECT message FROM flash.generations WHERE id = $1 AND state = 'delivered'
                AND NOT EXISTS (SELECT FROM flash.message_orders WHERE generation_id = $1)
            """,
            id.Value
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string message
            ? FlashJson.Read<MessageRef>(message)
            : null;
    }

    /// <summary>The message is free again. Where the generation stands now; null when it is gone.</summary>
    /// <param name="told">What was told.</param>
    /// <param name="isShown">False when the network did not take it and it is to be told again.</param>
    /// <param name="unsureFor">How long the network may still carry it out; zero when it has answered.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<GenerationState?> EndTellingAsync(
        WaitingGeneration told,
        bool isShown,
        TimeSpan unsureFor,
        CancellationToken cancellationToken
    )
    {
        // Whoever took the message over meanwhile is set free too.
        await using var command = dataSource.Command(
            """
            WITH freed AS (
                UPDATE flash.generations SET telling_until = now(), told_ahead = CASE WHEN id <> $1 OR $3 THEN told_ahead END,
                    unsure_until = GREATEST(unsure_until, CASE WHEN $4 > interval '0' THEN now() + $4 END)
                WHERE (id = $1 OR message = $2) AND telling_until > now())
            SELECT state FROM flash.generations WHERE id = $1
            """,
            told.Id.Value,
            SqlCommands.Json(FlashJson.Write(told.Message)),
            isShown,
            unsureFor
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string state
            ? StoredName.Parse<GenerationState>(state)
            : null;
    }

    /// <summary>Lets a worker post the message at once, because whoever meant to post it could not.</summary>
    public async Task GiveUpPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET posting_until = now() WHERE id = $1 AND message IS NULL",
            id.Value
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets a message that the network says is gone, so that a new one may be posted at once. False when
    /// another one was recorded meanwhile.</summary>
    public async Task<bool> ForgetMessageAsync(GenerationId id, MessageRef gone, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.generations SET message = NULL, posting_until = now() WHERE id = $1 AND message = $2",
            id.Value,
            SqlCommands.Json(FlashJson.Write(gone))
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
