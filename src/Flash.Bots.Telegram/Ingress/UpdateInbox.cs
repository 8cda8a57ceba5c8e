using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>
/// The rows of <c>flash.telegram_updates</c>: what Telegram has brought. An update is written down before Telegram is
/// told that we have it, is known by its <c>update_id</c> when it comes again, and is handled after those before it in
/// its lane, by whichever process is free.
/// </summary>
internal sealed class UpdateInbox(NpgsqlDataSource dataSource, TelegramBot bot)
{
    /// <summary>How long a process may be silent about an update before another one takes it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>An update that ended this many processes is left alone.</summary>
    public const int MostAttempts = 5;

    /// <summary>Writes updates down; those that are there already change nothing.</summary>
    public async Task AddAsync(IReadOnlyList<ReceivedUpdate> updates, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            INSERT INTO flash.telegram_updates (bot_id, update_id, lane, body)
            SELECT $1, id, lane, body FROM unnest($2::bigint[], $3::text[], $4::text[]) AS given (id, lane, body)
            ON CONFLICT DO NOTHING
            """,
            updates.Select(update => update.Id).ToArray(),
            updates.Select(update => update.Lane).ToArray(),
            updates.Select(update => update.Body).ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the oldest update of a lane. Null when there is none, or when somebody has it: whoever that is looks again
    /// afterwards, so none is left lying.
    /// </summary>
    public async Task<TakenUpdate?> TakeAsync(string lane, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            UPDATE flash.telegram_updates SET taken_until = now() + $3, attempts = attempts + 1
            WHERE bot_id = $1 AND update_id = (
                    SELECT update_id FROM flash.telegram_updates WHERE bot_id = $1 AND lane = $2 AND handled_at IS NULL ORDER BY update_id LIMIT 1)
                AND handled_at IS NULL AND (taken_until IS NULL OR taken_until < now())
            RETURNING update_id, body, attempts
            """,
            lane,
            Lease
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new TakenUpdate(row.GetInt64(0), row.GetString(1), row.GetInt32(2))
            : null;
    }

    /// <summary>Still at it.</summary>
    public Task RenewAsync(long id, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "UPDATE flash.telegram_updates SET taken_until = now() + $3 WHERE bot_id = $1 AND update_id = $2 AND handled_at IS NULL",
            cancellationToken,
            id,
            Lease
        );

    /// <summary>Handled: only the number is kept.</summary>
    public Task FinishAsync(long id, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "UPDATE flash.telegram_updates SET handled_at = now(), body = NULL WHERE bot_id = $1 AND update_id = $2",
            cancellationToken,
            id
        );

    /// <summary>Not handled after all: whoever looks next may take it at once.</summary>
    public Task ReleaseAsync(long id, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "UPDATE flash.telegram_updates SET taken_until = NULL WHERE bot_id = $1 AND update_id = $2 AND handled_at IS NULL",
            cancellationToken,
            id
        );

    /// <summary>Lanes whose oldest update nobody is at: its process died, or stopped before it came to it.</summary>
    public async Task<IReadOnlyList<string>> LeftLyingAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            SELECT lane FROM (
                SELECT DISTINCT ON (lane) lane, taken_until, received_at FROM flash.telegram_updates
                WHERE bot_id = $1 AND handled_at IS NULL ORDER BY lane, update_id) oldest
            WHERE taken_until < now() OR taken_until IS NULL AND received_at < now() - interval '2 seconds'
            LIMIT 100
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var lanes = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            lanes.Add(row.GetString(0));
        }

        return lanes;
    }

    /// <summary>Gives up on updates that ended too many processes, and forgets the numbers of those that Telegram
    /// cannot bring again. How many were given up.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "DELETE FROM flash.telegram_updates WHERE bot_id = $1 AND received_at < now() - interval '2 days'",
            cancellationToken
        );
        return await ExecuteAsync(
            """
            UPDATE flash.telegram_updates SET handled_at = now(), body = NULL
            WHERE bot_id = $1 AND handled_at IS NULL AND taken_until < now() AND attempts >= $2
            """,
            cancellationToken,
            MostAttempts
        );
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = bot.Id, NpgsqlDbType = NpgsqlDbType.Bigint });
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}

/// <summary>An update that concerns Flash.</summary>
/// <param name="Id">Its <c>update_id</c>.</param>
/// <param name="Lane">What must be handled in order.</param>
/// <param name="Body">Its JSON.</param>
internal sealed record ReceivedUpdate(long Id, string Lane, string Body);

/// <summary>An update that this process has taken.</summary>
/// <param name="Id">Its <c>update_id</c>.</param>
/// <param name="Body">Its JSON.</param>
/// <param name="Attempts">How often it was taken, this time included.</param>
internal sealed record TakenUpdate(long Id, string Body, int Attempts);
