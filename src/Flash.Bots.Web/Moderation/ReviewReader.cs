using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>What waits for a moderator.</summary>
internal sealed class ReviewReader(NpgsqlDataSource database, ModerationReader generations)
{
    /// <summary>Most cases of one kind on the page; the oldest come first.</summary>
    public const int Limit = 50;

    /// <summary>How much waits.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                SELECT (SELECT count(*) FROM flash.generations WHERE state = 'held') + (SELECT count(DISTINCT generation_id) FROM flash.reports WHERE state = 'open')
                    + (SELECT count(*) FROM flash.appeals WHERE state = 'open')
                    + (SELECT count(*) FROM flash.bans WHERE wanted_until IS NOT NULL AND lifted_at IS NULL AND (until IS NULL OR until > now()))
                """,
                row => row.GetInt64(0),
                cancellationToken
            )
        )[0];

    /// <summary>Held pictures and reported ones, the oldest first.</summary>
    public async Task<List<ReviewCase>> CasesAsync(CancellationToken cancellationToken)
    {
        var held = await database.ListAsync(
            "SELECT id FROM flash.generations WHERE state = 'held' ORDER BY id LIMIT $1",
            row => new Waiting(row.GetGuid(0), 0, "", null),
            cancellationToken,
            Limit
        );
        var reported = await database.ListAsync(
            """
            SELECT generation_id, count(*), string_agg(NULLIF(reason, ''), ' · ' ORDER BY id), min(picture_index)
            FROM flash.reports WHERE state = 'open' GROUP BY generation_id ORDER BY min(id) LIMIT $1
            """,
            row => new Waiting(
                row.GetGuid(0),
                row.GetInt64(1),
                row.Text(2) ?? "",
                row.IsDBNull(3) ? null : row.GetInt32(3)
            ),
            cancellationToken,
            Limit
        );
        var waiting = held.Concat(reported).ToList();
        var entries = (
            await generations.ReadEntriesAsync([.. waiting.Select(one => one.Id).Distinct()], cancellationToken)
        ).ToDictionary(entry => entry.Id);
        return
        [
            .. waiting
                .Where(one => entries.ContainsKey(one.Id))
                .Select(one => new ReviewCase(entries[one.Id], one.Reports, one.Reasons, one.Index)),
        ];
    }

    /// <summary>What people appeal against, the oldest first.</summary>
    public Task<List<AppealCase>> AppealsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            SELECT appeal.id, appeal.text, appeal.created_at, person.platform, person.external_id, person.name, ban.reason, appeal.generation_id
            FROM flash.appeals appeal JOIN flash.users person ON person.id = appeal.user_id LEFT JOIN flash.bans ban ON ban.id = appeal.ban_id
            WHERE appeal.state = 'open' ORDER BY appeal.id LIMIT $1
            """,
            row => new AppealCase(
                row.GetInt64(0),
                row.GetString(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetString(3),
                row.GetString(4),
                row.GetString(5),
                row.Text(6),
                row.IsDBNull(7) ? null : row.GetGuid(7)
            ),
            cancellationToken,
            Limit
        );

    /// <summary>Long bans that want a second moderator.</summary>
    public Task<List<BanCase>> BansAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            SELECT ban.id, ban.reason, ban.banned_by, ban.wanted_until = 'infinity', CASE WHEN ban.wanted_until = 'infinity' THEN NULL ELSE ban.wanted_until END,
                person.platform, person.external_id, person.name
            FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id
            WHERE wanted_until IS NOT NULL AND lifted_at IS NULL AND (until IS NULL OR until > now()) ORDER BY ban.id LIMIT $1
            """,
            row => new BanCase(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.Moment(4),
                row.GetString(5),
                row.GetString(6),
                row.GetString(7)
            ),
            cancellationToken,
            Limit
        );

    private sealed record Waiting(Guid Id, long Reports, string Reasons, int? Index);
}

/// <summary>A picture that is held, or that people report.</summary>
/// <param name="Entry">The generation.</param>
/// <param name="Reports">How many people report it; 0 for a held one.</param>
/// <param name="Reasons">In their words.</param>
/// <param name="PictureIndex">Which picture the first of them means, 1-based; null for the whole.</param>
public sealed record ReviewCase(FeedEntry Entry, long Reports, string Reasons, int? PictureIndex);

/// <summary>An appeal that nobody has answered.</summary>
public sealed record AppealCase(
    long Id,
    string Text,
    DateTimeOffset MadeAt,
    string Platform,
    string PersonId,
    string Person,
    string? BanReason,
    Guid? Generation
);

/// <summary>A ban that one moderator asked for; null is for good.</summary>
public sealed record BanCase(
    long Id,
    string Reason,
    string By,
    DateTimeOffset? WantedUntil,
    string Platform,
    string PersonId,
    string Person
);
