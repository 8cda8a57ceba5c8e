using Flash.Bots.Data;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation.Notices;

/// <summary>
/// What moderators' chats, and moderators themselves on the networks where they are linked, have still to be told about
/// ways to act under a moderator's name. It follows the audit log, so that it does not matter where it was done: at the
/// command line, in the console or in a chat.
/// </summary>
/// <remarks>Any number of processes share the work; one that dies leaves it to the next, which may tell it
/// twice.</remarks>
public sealed class ModeratorNotices(IDbContextFactory<FlashDb> databases)
{
    /// <summary>The place of what is told to moderators in private.</summary>
    public const string Privately = "";

    /// <summary>How long one process has before another tells it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>What is older was missed, and is told no more: the log and the page <i>Team</i> have it.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromDays(1);

    private static readonly NamedSql Take = NamedSql.Load("moderation/take_notices");

    /// <summary>The log's actions that give someone a way to act under a moderator's name.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    ["moderator.linked", "moderator.code_issued", "moderator.invited", "moderator.second_factor_reset"];

    /// <summary>Takes what a place is to be told, oldest first, for <see cref="Lease"/>; nothing while another process
    /// has it.</summary>
    public async Task<IReadOnlyList<ModeratorNotice>> TakeAsync(
        Platform platform,
        string place,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Take.ReadAsync<ModeratorNotice>(
            db,
            new
            {
                Actions = Actions.ToArray(),
                Young,
                platform,
                place,
                most,
                Lease,
            },
            cancellationToken
        );
    }

    /// <summary>The place knows everything up to there.</summary>
    public async Task ToldAsync(Platform platform, string place, long sequence, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Of(db, platform, place)
            .ExecuteUpdateAsync(
                told =>
                    told.SetProperty(row => row.Sequence, sequence).SetProperty(row => row.NextAt, _ => FlashDb.Now()),
                cancellationToken
            );
    }

    /// <summary>The network did not take it: it is told later.</summary>
    public async Task PostponeAsync(
        Platform platform,
        string place,
        TimeSpan pause,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Of(db, platform, place)
            .ExecuteUpdateAsync(
                told => told.SetProperty(row => row.NextAt, _ => FlashDb.Now() + pause),
                cancellationToken
            );
    }

    /// <summary>Who is to be told in private on a network: the person who is this moderator there, and the one who was
    /// it until this happened; never the person who was linked by it.</summary>
    public async Task<IReadOnlyList<NoticeReader>> ReadersAsync(
        ModeratorNotice notice,
        Platform platform,
        CancellationToken cancellationToken
    )
    {
        var isHere = notice.Network == StoredName.Of(platform);
        var (linked, before) = isHere ? (notice.Person, notice.Before) : (null, null);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = await db
            .ModeratorIdentities.Where(identity =>
                identity.ModeratorId == notice.ModeratorId && identity.Platform == platform
            )
            .Select(identity => identity.ExternalId)
            .ToListAsync(cancellationToken);
        var readers = ids.Append(before).Where(id => id is not null && id != linked).Distinct().ToList();
        var known = await db
            .Users.Where(user => user.Platform == platform && readers.Contains(user.ExternalId))
            .Select(user => new
            {
                user.ExternalId,
                user.Settings,
                user.Language,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. readers.Select(id =>
                known.FirstOrDefault(user => user.ExternalId == id) is { } user
                    ? new NoticeReader(id!, FlashJson.Read<Preference>(user.Settings).Language ?? user.Language)
                    : new NoticeReader(id!, null) // those without an id are left out above
            ),
        ];
    }

    private static IQueryable<ToldEntry> Of(FlashDb db, Platform platform, string place) =>
        db.ToldEntries.Where(told => told.Platform == platform && told.Place == place);
}
