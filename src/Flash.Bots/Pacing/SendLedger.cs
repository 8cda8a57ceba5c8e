using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Pacing;

/// <summary>The rows of <c>flash.send_turns</c>: one for each chat that was spoken to lately, and one for each network
/// (its chat key is empty).</summary>
/// <remarks>The clock is the database's: those of different machines never meet.</remarks>
/// <param name="dataSource">The database.</param>
/// <param name="clock">Counts instead of the database's, for whoever makes time pass.</param>
public sealed class SendLedger(NpgsqlDataSource dataSource, TimeProvider? clock = null) : ISendLedger
{
    private const string Ensure =
        "INSERT INTO flash.send_turns (platform, chat_key) VALUES ($1, $2), ($1, '') ON CONFLICT DO NOTHING";

    // The chat's row first, the network's last: everybody in the same order, and the one that everybody needs for the
    // shortest time.
    private const string Read = """
        SELECT chat_key, next_turn, last_send, blocked_until, patience FROM flash.send_turns
        WHERE platform = $1 AND chat_key IN ($2, '') ORDER BY chat_key DESC FOR UPDATE
        """;

    private const string Write =
        "UPDATE flash.send_turns SET next_turn = $3, last_send = $4, blocked_until = $5, patience = $6 WHERE platform = $1 AND chat_key = $2";

    /// <inheritdoc/>
    public async Task<ISendLedger.Entry> ChangeAsync(
        Platform platform,
        string chatKey,
        Func<ISendLedger.Entry, ISendLedger.Entry> change,
        CancellationToken cancellationToken
    )
    {
        var network = StoredName.Of(platform);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await ReadAsync(connection, network, chatKey, cancellationToken);
        var after = change(before);
        if (after != before)
        {
            await using var write = connection.CreateBatch();
            Add(write, network, chatKey, after.Chat);
            Add(write, network, "", after.Network);
            await write.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <summary>Forgets chats that were quiet for an hour: their budgets are full again.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "DELETE FROM flash.send_turns WHERE GREATEST(next_turn, blocked_until) < now() - interval '1 hour' AND chat_key <> ''"
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<ISendLedger.Entry> ReadAsync(
        NpgsqlConnection connection,
        string network,
        string chatKey,
        CancellationToken cancellationToken
    )
    {
        await using var batch = connection.CreateBatch();
        batch.Add(Ensure, network, chatKey);
        batch.Add(Read, network, chatKey);
        // A statement of its own: by then the locks are ours, however long that took.
        batch.Add("SELECT clock_timestamp()");
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
        return new ISendLedger.Entry(clock?.GetUtcNow() ?? row.GetFieldValue<DateTimeOffset>(0), chat, all);
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
