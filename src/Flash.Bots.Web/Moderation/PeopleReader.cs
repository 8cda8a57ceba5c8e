using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>The people who ask for pictures, as moderators see them.</summary>
internal sealed class PeopleReader(IDbContextFactory<FlashDb> databases)
{
    public const int PageSize = 50;

    private const int MostBans = 50;

    /// <summary>People whose name holds the text or whose id it is, the latest to arrive first; paged by <see
    /// cref="PersonRow.Key"/>.</summary>
    public async Task<List<PersonRow>> FindAsync(
        string text,
        bool onlyBanned,
        long? before,
        CancellationToken cancellationToken
    )
    {
        var (wanted, within, last) = (text.Trim(), $"%{Queries.Like(text.Trim())}%", before ?? long.MaxValue);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = db.Users.Where(person => person.Id < last);
        if (wanted.Length > 0)
        {
            found = found.Where(person =>
                EF.Functions.ILike(person.Name, within, Queries.Escape) || person.ExternalId == wanted
            );
        }

        if (onlyBanned)
        {
            found = found.Where(person =>
                db.Bans.Any(ban =>
                    ban.UserId == person.Id && ban.LiftedAt == null && (ban.Until == null || ban.Until > FlashDb.Now())
                )
            );
        }

        return await ReadAsync(db, found.OrderByDescending(person => person.Id).Take(PageSize), cancellationToken);
    }

    /// <summary>One person; null when Flash does not know them.</summary>
    public async Task<PersonRow?> FindAsync(Platform platform, string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = db.Users.Where(person => person.Platform == platform && person.ExternalId == id);
        return (await ReadAsync(db, found, cancellationToken)).FirstOrDefault();
    }

    /// <summary>The network's id of the person whom the text means: an id as it is, or the latest person of that
    /// name.</summary>
    public async Task<string> IdOfAsync(string text, CancellationToken cancellationToken)
    {
        var whole = Queries.Like(text);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Users.Where(person => person.ExternalId == text || EF.Functions.ILike(person.Name, whole, Queries.Escape))
            .OrderByDescending(person => person.ExternalId == text)
            .ThenByDescending(person => person.Id)
            .Select(person => person.ExternalId)
            .FirstOrDefaultAsync(cancellationToken)
            ?? text;
    }

    /// <summary>The network's id of the chat that the text means: an id as it is, or the latest chat of that
    /// title.</summary>
    public async Task<string> ChatIdOfAsync(string text, CancellationToken cancellationToken)
    {
        var whole = Queries.Like(text);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            // In SQL.
            .Chats.Where(chat => chat.ExternalId == text || EF.Functions.ILike(chat.Title!, whole, Queries.Escape))
            .OrderByDescending(chat => chat.ExternalId == text)
            .ThenByDescending(chat => chat.Id)
            .Select(chat => chat.ExternalId)
            .FirstOrDefaultAsync(cancellationToken)
            ?? text;
    }

    /// <summary>Bans of a person, the latest first.</summary>
    public async Task<List<PastBan>> BansAsync(long person, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Bans.Where(ban => ban.UserId == person)
            .OrderByDescending(ban => ban.Id)
            .Take(MostBans)
            .Select(ban => new PastBan(ban.Reason, ban.BannedBy, ban.CreatedAt, ban.Until, ban.LiftedAt, ban.LiftedBy))
            .ToListAsync(cancellationToken);
    }

    /// <summary>People with the ban that is in force, of which there is one at most, and with their quota.</summary>
    private static async Task<List<PersonRow>> ReadAsync(
        FlashDb db,
        IQueryable<User> people,
        CancellationToken cancellationToken
    )
    {
        var rows = await people
            .Select(person => new
            {
                Person = person,
                Ban = db
                    .Bans.Where(ban =>
                        ban.UserId == person.Id
                        && ban.LiftedAt == null
                        && (ban.Until == null || ban.Until > FlashDb.Now())
                    )
                    .Select(ban => new PersonBan(ban.Id, ban.Reason, ban.Until, ban.BannedBy, ban.WantedUntil != null))
                    .FirstOrDefault(),
                Quota = db.Quotas.FirstOrDefault(quota => quota.UserId == person.Id),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PersonRow(
            StoredName.Of(row.Person.Platform),
            row.Person.ExternalId,
            row.Person.Name
        )
        {
            Key = row.Person.Id,
            Ban = row.Ban,
            PerHour = row.Quota?.PerHour,
            PerDay = row.Quota?.PerDay,
        });
    }
}

/// <summary>Someone on a network.</summary>
public sealed record PersonRow(string Platform, string Id, string Name)
{
    /// <summary>The row's id, for paging.</summary>
    public required long Key { get; init; }

    /// <summary>The ban in force.</summary>
    public PersonBan? Ban { get; init; }

    /// <summary>Their own quota; null for the usual one, 0 for none.</summary>
    public int? PerHour { get; init; }

    /// <inheritdoc cref="PerHour"/>
    public int? PerDay { get; init; }

    /// <summary>Where they are shown.</summary>
    public string Path => $"/moderation/people/{Platform}/{Uri.EscapeDataString(Id)}";
}

/// <summary>A ban in force; <paramref name="Until"/> null is for good.</summary>
public sealed record PersonBan(long Id, string Reason, DateTimeOffset? Until, string By, bool Waits);

/// <summary>A ban, in force or over.</summary>
public sealed record PastBan(
    string Reason,
    string By,
    DateTimeOffset At,
    DateTimeOffset? Until,
    DateTimeOffset? LiftedAt,
    string? LiftedBy
);
