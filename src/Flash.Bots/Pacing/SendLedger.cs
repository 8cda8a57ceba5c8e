using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Pacing;

/// <summary>The rows of <c>flash.send_turns</c>: one for each chat that was spoken to lately, and one for each network
/// (its chat key is empty).</summary>
/// <remarks>The clock is the database's: those of different machines never meet.</remarks>
/// <param name="databases">The database.</param>
/// <param name="clock">Counts instead of the database's, for tests that make time pass.</param>
public sealed class SendLedger(IDbContextFactory<FlashDb> databases, TimeProvider? clock = null) : ISendLedger
{
    private static readonly NamedSql Ensure = NamedSql.Load("pacing/ensure_turns");
    private static readonly NamedSql Lock = NamedSql.Load("pacing/lock_turns");
    private static readonly NamedSql Now = NamedSql.Load("pacing/now");
    private static readonly NamedSql Ahead = NamedSql.Load("pacing/ahead");
    private static readonly NamedSql Wait = NamedSql.Load("pacing/wait");
    private static readonly NamedSql Leave = NamedSql.Load("pacing/leave");
    private static readonly NamedSql Write = NamedSql.Load("pacing/write_turns");
    private static readonly NamedSql SweepQueue = NamedSql.Load("pacing/sweep_queue");
    private static readonly NamedSql SweepTurns = NamedSql.Load("pacing/sweep_turns");

    /// <inheritdoc/>
    public async Task<ISendLedger.Entry> ChangeAsync(
        Platform platform,
        string chatKey,
        Func<ISendLedger.Entry, ISendLedger.Entry> change,
        Guid? ticket,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = await ReadAsync(db, platform, chatKey, ticket, cancellationToken);
        var after = change(before);
        var write = new NamedSqlBatch();
        if (after != before)
        {
            Add(write, platform, chatKey, after.Chat);
            Add(write, platform, "", after.Network);
        }

        if (ticket is { } mine)
        {
            if (after == before)
            {
                write.Add(
                    Wait,
                    new
                    {
                        platform,
                        chatKey,
                        Ticket = mine,
                        Lease = ISendLedger.TicketLease,
                    }
                );
            }
            else
            {
                write.Add(Leave, Place(platform, chatKey, mine));
            }
        }

        if (write.Count > 0)
        {
            await write.ExecuteAsync(db, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(Platform platform, string chatKey, Guid ticket, CancellationToken cancellationToken) =>
        Leave.ExecuteAsync(databases, Place(platform, chatKey, ticket), cancellationToken);

    /// <summary>Forgets chats that were quiet for an hour: their budgets are full again.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await SweepQueue.ExecuteAsync(databases, null, cancellationToken);
        return await SweepTurns.ExecuteAsync(databases, null, cancellationToken);
    }

    private Task<ISendLedger.Entry> ReadAsync(
        FlashDb db,
        Platform platform,
        string chatKey,
        Guid? ticket,
        CancellationToken cancellationToken
    ) =>
        new NamedSqlBatch()
            .Add(Ensure, new { platform, chatKey })
            .Add(Lock, new { platform, chatKey })
            // A statement of its own: by then the locks are ours, however long that took.
            .Add(Now)
            .Add(Ahead, Place(platform, chatKey, ticket))
            .ReadAsync(
                db,
                async results =>
                {
                    var rows = await results.NextAsync<Row>();
                    var now = await results.NextAsync<DateTimeOffset>();
                    var ahead = await results.NextAsync<long>();
                    return new ISendLedger.Entry(
                        clock?.GetUtcNow() ?? now[0],
                        TurnsOf(rows, chatKey),
                        TurnsOf(rows, ""),
                        (int)ahead[0]
                    );
                },
                cancellationToken
            );

    private static Turns TurnsOf(IEnumerable<Row> rows, string chatKey) =>
        rows.FirstOrDefault(row => row.ChatKey == chatKey) is { } found
            ? new Turns(found.NextTurn, found.LastSend, found.BlockedUntil, found.Patience)
            : Turns.None;

    private static object Place(Platform platform, string chatKey, Guid? ticket) =>
        new
        {
            platform,
            chatKey,
            ticket,
        };

    private static void Add(NamedSqlBatch batch, Platform platform, string chatKey, Turns turns) =>
        batch.Add(
            Write,
            new
            {
                platform,
                chatKey,
                turns.NextTurn,
                turns.LastSend,
                turns.BlockedUntil,
                turns.Patience,
            }
        );

    private sealed record Row(
        string ChatKey,
        DateTimeOffset NextTurn,
        DateTimeOffset LastSend,
        DateTimeOffset BlockedUntil,
        double Patience
    );
}
