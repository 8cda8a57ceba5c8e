using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>What waits for a moderator.</summary>
internal sealed class ReviewReader(NpgsqlDataSource database, ModerationReader generations)
{
    /// <summary>Most cases on the page; it refills as it empties.</summary>
    public const int Limit = 50;

    // What is held and what is reported are two cases only where it is two generations.
    private const string Waiting = """
        SELECT generation.id, generation.state = 'held' AS is_held, report.count, report.reasons, report.picture, report.names, generation.id AS age
        FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
        LEFT JOIN (
            SELECT generation_id, count(*) AS count, string_agg(NULLIF(reason, ''), ' · ' ORDER BY report.id) AS reasons, min(picture_index) AS picture,
                string_agg(coalesce(nullif(person.name, ''), person.external_id), ', ' ORDER BY report.id) AS names
            FROM flash.reports report JOIN flash.users person ON person.id = report.user_id WHERE state = 'open' GROUP BY generation_id) report ON report.generation_id = generation.id
        WHERE (generation.state = 'held' OR report.count IS NOT NULL)
            AND ($1 = '' OR ($1 = 'held') = (generation.state = 'held')) AND ($2 = '' OR chat.platform = $2)
        """;

    private const string Facts = """
        SELECT generation.id, coalesce(generation.recipe ->> 'negativePrompt', ''), generation.recipe -> 'style' ->> 'name', generation.recipe -> 'start' -> 'given' IS NOT NULL,
            (SELECT count(*) FROM flash.generations other WHERE other.user_id = generation.user_id),
            (SELECT count(*) FROM flash.bans WHERE bans.user_id = generation.user_id),
            (SELECT count(*) FROM flash.generations other WHERE other.user_id = generation.user_id AND other.state = 'rejected'),
            (SELECT count(*) FROM flash.takedowns JOIN flash.generations other ON other.id = takedowns.generation_id WHERE other.user_id = generation.user_id),
            (SELECT count(*) FROM flash.reports JOIN flash.generations other ON other.id = reports.generation_id WHERE other.user_id = generation.user_id),
            (SELECT moderator_name FROM flash.case_claims WHERE case_claims.generation_id = generation.id AND claimed_at > now() - $2),
            (SELECT string_agg(moderator_name || ': ' || note, E'\n' ORDER BY case_notes.id) FROM flash.case_notes WHERE case_notes.generation_id = generation.id),
            (SELECT details::text FROM flash.audit_log WHERE audit_log.generation_id = generation.id AND action LIKE '%.held' ORDER BY audit_log.id DESC LIMIT 1)
        FROM flash.generations generation WHERE generation.id = ANY ($1)
        """;

    /// <summary>How much waits.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        await CountCasesAsync(new ReviewFilter(), cancellationToken)
        + await database.OneAsync(
            """
            SELECT (SELECT count(*) FROM flash.appeals WHERE state = 'open')
                + (SELECT count(*) FROM flash.bans WHERE wanted_until IS NOT NULL AND lifted_at IS NULL AND (until IS NULL OR until > now()))
            """,
            cancellationToken
        );

    /// <summary>How many cases wait that fit.</summary>
    public Task<long> CountCasesAsync(ReviewFilter filter, CancellationToken cancellationToken) =>
        database.OneAsync(
            $"SELECT count(*) FROM ({Waiting}) waiting",
            cancellationToken,
            filter.KindOrEmpty,
            filter.OnOrEmpty
        );

    /// <summary>Held pictures and reported ones, at most <see cref="Limit"/>, with all that a moderator must know.</summary>
    public async Task<List<ReviewCase>> CasesAsync(ReviewFilter filter, CancellationToken cancellationToken)
    {
        var waiting = await database.ListAsync(
            $"{Waiting} ORDER BY {filter.Order} LIMIT $3",
            row => new Found(
                row.GetGuid(0),
                row.GetBoolean(1),
                row.IsDBNull(2) ? 0 : row.GetInt64(2),
                row.Text(3) ?? "",
                row.IsDBNull(4) ? null : row.GetInt32(4),
                row.Text(5) ?? ""
            ),
            cancellationToken,
            filter.KindOrEmpty,
            filter.OnOrEmpty,
            Limit
        );
        var ids = waiting.Select(one => one.Id).ToArray();
        var entries = (await generations.ReadEntriesAsync(ids, cancellationToken)).ToDictionary(entry => entry.Id);
        var facts = (await FactsAsync(ids, cancellationToken)).ToDictionary(one => one.Id);
        var rules = await RulesAsync([.. facts.Values.SelectMany(one => one.Rules).Distinct()], cancellationToken);
        return
        [
            .. waiting
                .Where(one => entries.ContainsKey(one.Id) && facts.ContainsKey(one.Id))
                .Select(one => new ReviewCase(entries[one.Id], one.Reports, one.Reasons, one.Index)
                {
                    IsHeld = one.IsHeld,
                    Reporters = one.Reporters,
                    Facts = facts[one.Id],
                    Rules = [.. facts[one.Id].Rules.Where(rules.ContainsKey).Select(rule => rules[rule])],
                }),
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

    private Task<List<CaseDetails>> FactsAsync(Guid[] ids, CancellationToken cancellationToken) =>
        database.ListAsync(
            Facts,
            row => new CaseDetails(
                row.GetGuid(0),
                row.GetString(1),
                row.Text(2),
                row.GetBoolean(3),
                new PersonRecord(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8))
            )
            {
                ClaimedBy = row.Text(9),
                Notes = row.Text(10) ?? "",
                Rules = Numbers(row.Text(11), "rules"),
                BannedPictures = Numbers(row.Text(11), "bannedPictures"),
                Flagged = FlaggedBy(row.Text(11)),
            },
            cancellationToken,
            ids,
            ModerationDesk.ClaimLifetime
        );

    private async Task<Dictionary<long, PromptRule>> RulesAsync(long[] ids, CancellationToken cancellationToken) =>
        ids.Length == 0
            ? []
            : (
                await database.ListAsync(
                    "SELECT id, kind, pattern, note, category FROM flash.prompt_rules WHERE id = ANY ($1)",
                    row =>
                        PromptRule.Create(
                            StoredName.Parse<RuleKind>(row.GetString(1)),
                            row.GetString(2),
                            id: row.GetInt64(0),
                            note: row.Text(3),
                            category: row.Text(4) is { } category ? StoredName.Parse<RuleCategory>(category) : null
                        ),
                    cancellationToken,
                    ids
                )
            ).ToDictionary(rule => rule.Id);

    private static IReadOnlyList<long> Numbers(string? details, string name)
    {
        if (details is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(details);
        return document.RootElement.TryGetProperty(name, out var numbers) && numbers.ValueKind == JsonValueKind.Array
            ? [.. numbers.EnumerateArray().Select(number => number.GetInt64())]
            : [];
    }

    private static string? FlaggedBy(string? details)
    {
        if (details is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(details);
        return PictureLooks.Flagged(document.RootElement);
    }

    private sealed record Found(Guid Id, bool IsHeld, long Reports, string Reasons, int? Index, string Reporters);
}
