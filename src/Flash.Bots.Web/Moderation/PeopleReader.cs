using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>The people who ask for pictures, as moderators see them.</summary>
internal sealed class PeopleReader(NpgsqlDataSource database)
{
    public const int PageSize = 50;

    private const string Columns = """
        person.platform, person.external_id, person.name, person.id, ban.id, ban.reason, ban.until, ban.banned_by, ban.wanted_until IS NOT NULL,
        quota.per_hour, quota.per_day
        FROM flash.users person
        LEFT JOIN flash.bans ban ON ban.user_id = person.id AND ban.lifted_at IS NULL AND (ban.until IS NULL OR ban.until > now())
        LEFT JOIN flash.quotas quota ON quota.user_id = person.id
        """;

    /// <summary>People whose name holds the text or whose id it is, the latest to arrive first; paged by <see
    /// cref="PersonRow.Key"/>.</summary>
    public Task<List<PersonRow>> FindAsync(
        string text,
        bool onlyBanned,
        long? before,
        CancellationToken cancellationToken
    ) =>
        database.ListAsync(
            $"""
            SELECT {Columns}
            WHERE ($1 = '' OR person.name ILIKE $2 OR person.external_id = $1) AND (NOT $3 OR ban.id IS NOT NULL) AND person.id < $4
            ORDER BY person.id DESC LIMIT {PageSize}
            """,
            Read,
            cancellationToken,
            text.Trim(),
            $"%{Queries.Like(text.Trim())}%",
            onlyBanned,
            before ?? long.MaxValue
        );

    /// <summary>One person; null when Flash does not know them.</summary>
    public async Task<PersonRow?> FindAsync(Platform platform, string id, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"SELECT {Columns} WHERE person.platform = $1 AND person.external_id = $2",
                Read,
                cancellationToken,
                StoredName.Of(platform),
                id
            )
        ).FirstOrDefault();

    /// <summary>The network's id of the person whom the text means: an id as it is, or the latest person of that
    /// name.</summary>
    public async Task<string> IdOfAsync(string text, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                SELECT external_id FROM flash.users WHERE external_id = $1 OR lower(name) = lower($1) ORDER BY external_id = $1 DESC, id DESC LIMIT 1
                """,
                row => row.GetString(0),
                cancellationToken,
                text
            )
        ).FirstOrDefault() ?? text;

    /// <summary>The network's id of the chat that the text means: an id as it is, or the latest chat of that
    /// title.</summary>
    public async Task<string> ChatIdOfAsync(string text, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                SELECT external_id FROM flash.chats WHERE external_id = $1 OR lower(title) = lower($1) ORDER BY external_id = $1 DESC, id DESC LIMIT 1
                """,
                row => row.GetString(0),
                cancellationToken,
                text
            )
        ).FirstOrDefault() ?? text;

    /// <summary>Bans of a person, the latest first.</summary>
    public Task<List<PastBan>> BansAsync(long person, CancellationToken cancellationToken) =>
        database.ListAsync(
            "SELECT reason, banned_by, created_at, until, lifted_at, lifted_by FROM flash.bans WHERE user_id = $1 ORDER BY id DESC LIMIT 50",
            row => new PastBan(
                row.GetString(0),
                row.GetString(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.Moment(3),
                row.Moment(4),
                row.Text(5)
            ),
            cancellationToken,
            person
        );

    private static PersonRow Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2))
        {
            Key = row.GetInt64(3),
            Ban = row.IsDBNull(4)
                ? null
                : new PersonBan(row.GetInt64(4), row.GetString(5), row.Moment(6), row.GetString(7), row.GetBoolean(8)),
            PerHour = row.IsDBNull(9) ? null : row.GetInt32(9),
            PerDay = row.IsDBNull(10) ? null : row.GetInt32(10),
        };
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
