using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>
/// The rows of <c>flash.telegram_updates</c>: what Telegram has brought. An update is written down before Telegram is
/// told that we have it, is known by its <c>update_id</c> when it comes again, and is handled after those before it in
/// its lane, by whichever process is free.
/// </summary>
internal sealed class UpdateInbox(IDbContextFactory<FlashDb> databases, TelegramBot bot)
{
    /// <summary>How long a process may be silent about an update before another one takes it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>An update that ended this many processes is left alone.</summary>
    public const int MostAttempts = 5;

    // What Telegram cannot bring again may be forgotten.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(2);

    private static readonly NamedSql Add = NamedSql.Load("telegram/add_updates");
    private static readonly NamedSql Take = NamedSql.Load("telegram/take_update");
    private static readonly NamedSql LeftLying = NamedSql.Load("telegram/left_lying");

    /// <summary>Writes updates down; those that are there already change nothing.</summary>
    public async Task AddAsync(IReadOnlyList<ReceivedUpdate> updates, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Add.ExecuteAsync(
            db,
            new
            {
                Bot = bot.Id,
                Ids = updates.Select(update => update.Id).ToArray(),
                Lanes = updates.Select(update => update.Lane).ToArray(),
                Bodies = updates.Select(update => update.Body).ToArray(),
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Takes the oldest update of a lane. Null when there is none, or when someone has it: the process that has it
    /// looks again afterwards, so none is left lying.
    /// </summary>
    public async Task<TakenUpdate?> TakeAsync(string lane, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Take.ReadOneAsync<TakenUpdate>(
            db,
            new
            {
                Bot = bot.Id,
                lane,
                Lease,
            },
            cancellationToken
        );
    }

    /// <summary>Still at it.</summary>
    public async Task RenewAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Unhandled(db, id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(update => update.TakenUntil, _ => FlashDb.Now() + Lease),
                cancellationToken
            );
    }

    /// <summary>Handled: only the number is kept.</summary>
    public async Task FinishAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await ForgetAsync(
            db.TelegramUpdates.Where(update => update.BotId == bot.Id && update.UpdateId == id),
            cancellationToken
        );
    }

    /// <summary>Not handled after all: the next reader may take it at once.</summary>
    public async Task ReleaseAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Unhandled(db, id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(update => update.TakenUntil, (DateTimeOffset?)null),
                cancellationToken
            );
    }

    /// <summary>Lanes whose oldest update no one is at: its process died, or stopped before it came to it.</summary>
    public async Task<IReadOnlyList<string>> LeftLyingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await LeftLying.ReadAsync<string>(db, new { Bot = bot.Id }, cancellationToken);
    }

    /// <summary>Gives up on updates that ended too many processes, and forgets the numbers of those that Telegram
    /// cannot bring again. How many were given up.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .TelegramUpdates.Where(update => update.BotId == bot.Id && update.ReceivedAt < FlashDb.Now() - Remembered)
            .ExecuteDeleteAsync(cancellationToken);
        return await ForgetAsync(
            db.TelegramUpdates.Where(update =>
                update.BotId == bot.Id
                && update.HandledAt == null
                && update.TakenUntil < FlashDb.Now()
                && update.Attempts >= MostAttempts
            ),
            cancellationToken
        );
    }

    private static Task<int> ForgetAsync(IQueryable<TelegramUpdate> updates, CancellationToken cancellationToken) =>
        updates.ExecuteUpdateAsync(
            set =>
                set.SetProperty(update => update.HandledAt, _ => FlashDb.Now())
                    .SetProperty(update => update.Body, (string?)null),
            cancellationToken
        );

    private IQueryable<TelegramUpdate> Unhandled(FlashDb db, long id) =>
        db.TelegramUpdates.Where(update => update.BotId == bot.Id && update.UpdateId == id && update.HandledAt == null);
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
