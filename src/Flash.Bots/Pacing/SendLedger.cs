using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Pacing;

/// <summary>The rows of <c>flash.send_turns</c>: one for each chat that was spoken to lately, and one for each network
/// (its chat key is empty).</summary>
/// <remarks>The clock is the database's: those of different machines never meet.</remarks>
/// <param name="dataSource">The database.</param>
/// <param name="clock">Counts instead of the database's, for tests that make time pass.</param>
public sealed class SendLedger(NpgsqlDataSource dataSource, TimeProvider? clock = null) : ISendLedger
{
    private const string Ensure =
        "INSERT INTO flash.send_turns (platform, chat_key) VALUES ($1, $2), ($1, '') ON CONFLICT DO NOTHING";

    // The chat's row first, the network's last: everyone in the same order, and the one that everyone needs for the
    // shortest time.
    private const string Read = """
        SELECT chat_key, next_turn, last_send, blocked_until, patience FROM flash.send_turns
        WHERE platform = $1 AND chat_key IN ($2, '') ORDER BY chat_key DESC FOR UPDATE
        """;

    // By the database's clock alone: a lease is about processes that are alive, whatever a test makes of time.
    private const string Ahead = """
        SELECT count(*) FROM flash.send_queue
        WHERE platform = $1 AND chat_key = $2 AND lease_until > clock_timestamp() AND ticket < COALESCE($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
        """;

    private const string Wait = """
        INSERT INTO flash.send_queue (platform, chat_key, ticket, lease_until) VALUES ($1, $2, $3, clock_timestamp() + $4)
        ON CONFLICT (platform, chat_key, ticket) DO UPDATE SET lease_until = excluded.lease_until
        """;

    private const string Leave = "DELETE FROM flash.send_queue WHERE platform = $1 AND chat_key = $2 AND ticket = $3";

    private const string Write =
        "UPDATE flash.send_turns SET next_turn = $3, last_send = $4, blocked_until = $5, patience = $6 WHERE platform = $1 AND chat_key = $2";

    /// <inheritdoc/>
    public async Task<ISendLedger.Entry> ChangeAsync(
        Platform platform,
        string chatKey,
        Func<ISendLedger.Entry, ISendLedger.Entry> change,
        Guid? ticket,
        CancellationToken cancellationToken
    )
    {
        var network = StoredName.Of(platform);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await ReadAsync(connection, network, chatKey, ticket, cancellationToken);
        var after = change(before);
        await using var write = connection.CreateBatch();
        if (after != before)
        {
            Add(write, network, chatKey, after.Chat);
            Add(write, network, "", after.Network);
        }

        if (ticket is { } mine)
        {
            if (after == before)
            {
                write.Add(Wait, network, chatKey, mine, ISendLedger.TicketLease);
            }
            else
            {
                write.Add(Leave, network, chatKey, mine);
            }
        }

        if (write.BatchCommands.Count > 0)
        {
            await write.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <inheritdoc/>
    public async Task LeaveAsync(Platform platform, string chatKey, Guid ticket, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(Leave, StoredName.Of(platform), chatKey, ticket);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets chats that were quiet for an hour: their budgets are full again.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var left = dataSource.Command(
            "DELETE FROM flash.send_queue WHERE lease_until < now() - interval '1 minute'"
        );
        await left.ExecuteNonQueryAsync(cancellationToken);
        await using var command = dataSource.Command(
            "DELETE FROM flash.send_turns WHERE GREATEST(next_turn, blocked_until) < now() - interval '1 hour' AND chat_key <> ''"
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<ISendLedger.Entry> ReadAsync(
        NpgsqlConnection connection,
        string network,
        string chatKey,
        Guid? ticket,
        CancellationToken cancellationToken
    )
    {
        await using var batch = connection.CreateBatch();
        batch.Add(Ensure, network, chatKey);
        batch.Add(Read, network, chatKey);
        // A statement of its own: by then the locks are ours, however long that took.
        batch.Add("SELECT clock_timestamp()");
        batch.Add(Ahead, network, chatKey, SqlCommands.Uuid(ticket));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var (chat, all) = (Turns.None, Turns.None);
        while (await row.ReadAsync(cancellationToken))
        {
            var turns = new Turns(
                row.GetFieldValue<DateTimeOffset>(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetDouble(4)
            );
            (chat, all) = row.GetString(0).Length > 0 ? (turns, all) : (chat, turns);
        }

        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var now = clock?.GetUtcNow() ?? row.GetFieldValue<DateTimeOffset>(0);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new ISendLedger.Entry(now, chat, all, (int)row.GetInt64(0));
    }

    private static void Add(NpgsqlBatch batch, string network, string chatKey, Turns turns) =>
        batch.Add(
            Write,
            network,
            chatKey,
            SqlCommands.Timestamp(turns.NextTurn),
            SqlCommands.Timestamp(turns.LastSend),
            SqlCommands.Timestamp(turns.BlockedUntil),
            turns.Patience
        );
}
