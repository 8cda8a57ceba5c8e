using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation.Cards;

/// <summary>Reads what a card shows.</summary>
public sealed class CaseReader(NpgsqlDataSource dataSource)
{
    // The revision comes first, in a statement of its own: what is read after it cannot be older.
    private const string Revision = "SELECT revision FROM flash.moderation_cases WHERE generation_id = $1";

    private const string Case = """
        SELECT generation.state, generation.prompt, person.platform, person.external_id, person.name, CASE WHEN NOT chat.is_private THEN coalesce(chat.title, chat.external_id) END,
            (SELECT count(*) FROM flash.reports WHERE generation_id = $1 AND state = 'open'),
            (SELECT string_agg(coalesce(nullif(reporter.name, ''), reporter.external_id) || CASE WHEN reason <> '' THEN ': “' || reason || '”' ELSE '' END, ' · ' ORDER BY state <> 'open', report.id)
                FROM flash.reports report JOIN flash.users reporter ON reporter.id = report.user_id WHERE generation_id = $1),
            EXISTS (SELECT FROM flash.takedowns WHERE generation_id = $1), ordered.outcome, ordered.reason,
            ban.id, ban.banned_by, ban.until, ban.wanted_until IS NOT NULL, nullif(ban.wanted_until, 'infinity'),
            generation.recipe::text, (SELECT array_agg(index ORDER BY index) FROM flash.pictures WHERE generation_id = $1),
            (SELECT count(*) FROM flash.generations other WHERE other.user_id = person.id),
            (SELECT count(*) FROM flash.bans WHERE bans.user_id = person.id),
            (SELECT count(*) FROM flash.generations other WHERE other.user_id = person.id AND other.state = 'rejected'),
            (SELECT count(*) FROM flash.takedowns JOIN flash.generations other ON other.id = takedowns.generation_id WHERE other.user_id = person.id),
            (SELECT count(*) FROM flash.reports JOIN flash.generations other ON other.id = reports.generation_id WHERE other.user_id = person.id),
            (SELECT moderator_name FROM flash.case_claims WHERE generation_id = $1 AND claimed_at > now() - $2),
            (SELECT string_agg(moderator_name || ': ' || note, E'\n' ORDER BY id) FROM flash.case_notes WHERE generation_id = $1)
        FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id
        LEFT JOIN flash.message_orders ordered ON ordered.generation_id = $1
        LEFT JOIN flash.bans ban ON ban.user_id = person.id AND ban.lifted_at IS NULL AND (ban.until IS NULL OR ban.until > now())
        WHERE generation.id = $1
        """;

    private const string Log = """
        SELECT action, actor_name, occurred_at, details FROM flash.audit_log
        WHERE generation_id = $1 AND (action LIKE '%.held'
            OR action IN ('moderation.approved', 'moderation.rejected', 'moderation.removed', 'reports.dismissed', 'moderation.undone'))
        ORDER BY id LIMIT 100
        """;

    private const string Rules =
        "SELECT id, pattern, note, kind, category FROM flash.prompt_rules WHERE id = ANY ($1) ORDER BY id";

    /// <summary>Everything there is to say; null when the generation never was held or reported.</summary>
    public async Task<CaseFacts?> ReadAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.Add(Revision, id.Value);
        batch.Add(Case, id.Value, ModerationDesk.ClaimLifetime);
        batch.Add(Log, id.Value);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var revision = row.GetInt64(0);
        await row.NextResultAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var facts = Read(row, id, revision);
        await row.NextResultAsync(cancellationToken);
        var decisions = new List<(string, string, DateTimeOffset)>();
        HashSet<long> rules = [],
            banned = [];
        string? flagged = null;
        while (await row.ReadAsync(cancellationToken))
        {
            if (row.GetString(0).EndsWith(".held", StringComparison.Ordinal))
            {
                using var details = JsonDocument.Parse(row.GetString(3));
                rules.UnionWith(Numbers(details.RootElement, "rules"));
                banned.UnionWith(Numbers(details.RootElement, "bannedPictures"));
                flagged = PictureLooks.Flagged(details.RootElement) ?? flagged;
            }
            else
            {
                decisions.Add((row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));
            }
        }

        await row.DisposeAsync();
        return facts with
        {
            Decisions = decisions,
            BannedPictures = [.. banned.Order()],
            Flagged = flagged,
            Rules = await RulesAsync([.. rules], cancellationToken),
        };
    }

    private static CaseFacts Read(NpgsqlDataReader row, GenerationId id, long revision)
    {
        var facts = Known(row, id, revision);
        if (facts.Prompt is "")
        {
            return facts; // Its words were let go of.
        }

        var recipe = FlashJson.Read<Recipe>(row.GetString(16));
        return facts with
        {
            NegativePrompt = recipe.NegativePrompt,
            Style = recipe.Style?.Name,
            Given = recipe.Start?.Given,
        };
    }

    private static CaseFacts Known(NpgsqlDataReader row, GenerationId id, long revision) =>
        new(id, StoredName.Parse<GenerationState>(row.GetString(0)), row.GetString(1))
        {
            Revision = revision,
            Owner = (StoredName.Parse<Platform>(row.GetString(2)), row.GetString(3), row.GetString(4)),
            ChatTitle = row.IsDBNull(5) ? null : row.GetString(5),
            OpenReports = row.GetInt64(6),
            ReportReasons = row.IsDBNull(7) ? "" : row.GetString(7),
            IsTakenDown = row.GetBoolean(8),
            Message = row.IsDBNull(9)
                ? null
                : (StoredName.Parse<MessageOutcome>(row.GetString(9)), row.IsDBNull(10) ? null : row.GetString(10)),
            Ban = row.IsDBNull(11)
                ? null
                : new CaseBan(
                    row.GetInt64(11),
                    row.GetString(12),
                    Moment(row, 13),
                    (row.GetBoolean(14), Moment(row, 15))
                ),
            Pictures = row.IsDBNull(17) ? [] : row.GetFieldValue<int[]>(17),
            Record = new(row.GetInt64(18), row.GetInt64(19), row.GetInt64(20), row.GetInt64(21), row.GetInt64(22)),
            ClaimedBy = row.IsDBNull(23) ? null : row.GetString(23),
            Notes = row.IsDBNull(24) ? "" : row.GetString(24),
        };

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static IEnumerable<long> Numbers(JsonElement details, string name) =>
        details.TryGetProperty(name, out var numbers) && numbers.ValueKind == JsonValueKind.Array
            ? numbers.EnumerateArray().Select(number => number.GetInt64())
            : [];

    private async Task<IReadOnlyList<PromptRule>> RulesAsync(long[] ids, CancellationToken cancellationToken)
    {
        var rules = new List<PromptRule>();
        if (ids.Length > 0)
        {
            await using var command = dataSource.Command(Rules, ids);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                rules.Add(
                    PromptRule.Create(
                        StoredName.Parse<RuleKind>(row.GetString(3)),
                        row.GetString(1),
                        id: row.GetInt64(0),
                        note: row.IsDBNull(2) ? null : row.GetString(2),
                        category: row.IsDBNull(4) ? null : StoredName.Parse<RuleCategory>(row.GetString(4))
                    )
                );
            }
        }

        return rules;
    }
}
