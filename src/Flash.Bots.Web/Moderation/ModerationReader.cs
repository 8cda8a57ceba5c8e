using System.Text.Json;
using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>What the console shows. Lists are paged by key, so that they stay quick however long the log
/// grows.</summary>
internal sealed class ModerationReader(NpgsqlDataSource database, AuditPersonal personal, GenerationSearch search)
{
    public const int PageSize = 30;

    private const string EntryColumns = """
        generation.id, generation.kind, generation.state, generation.prompt, generation.created_at, person.platform, person.name, person.external_id, chat.title,
        (SELECT array_agg(picture.index ORDER BY picture.index) FROM flash.pictures picture WHERE picture.generation_id = generation.id),
        chat.external_id, EXISTS (SELECT FROM flash.takedowns down WHERE down.generation_id = generation.id)
        """;

    private const string EntryTables =
        "flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id";

    /// <summary>The newest generations that fit, or those before <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadFeedAsync(
        GenerationQuery query,
        Guid? before,
        CancellationToken cancellationToken
    )
    {
        var found = await search.FindAsync(
            query,
            before is { } last ? new GenerationId(last) : null,
            PageSize,
            cancellationToken
        );
        return await ReadEntriesAsync([.. found.Select(id => id.Value)], cancellationToken);
    }

    /// <summary>These generations, the newest first.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadEntriesAsync(Guid[] ids, CancellationToken cancellationToken) =>
        ids.Length == 0
            ? []
            : await database.ListAsync(
                $"SELECT {EntryColumns} FROM {EntryTables} WHERE generation.id = ANY ($1) ORDER BY generation.id DESC",
                Entry,
                cancellationToken,
                ids
            );

    /// <summary>One generation with all that is known of it; null when there is none.</summary>
    public async Task<GenerationHistory?> ReadHistoryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(
            ById(
                $"""
                SELECT {EntryColumns}, generation.recipe, generation.started_at, generation.finished_at, generation.attempts, generation.failure,
                       generation.parent_id, generation.parent_index, generation.message IS NOT NULL, (SELECT count(*) FROM flash.reports WHERE generation_id = $1 AND state = 'open')
                FROM {EntryTables} WHERE generation.id = $1
                """,
                id
            )
        );
        batch.BatchCommands.Add(
            ById(
                $"SELECT {AuditRows.Columns}, sequence, hash FROM flash.audit_log WHERE generation_id = $1 ORDER BY id LIMIT 500",
                id
            )
        );
        batch.BatchCommands.Add(
            ById(
                "SELECT id, parent_index, kind, state FROM flash.generations WHERE parent_id = $1 ORDER BY id LIMIT 100",
                id
            )
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var history = new GenerationHistory(
            Entry(row),
            RecipeOf(row.GetString(12)),
            row.Moment(13),
            row.Moment(14),
            row.GetInt32(15),
            row.Text(16),
            row.IsDBNull(17) ? null : (row.GetGuid(17), row.IsDBNull(18) ? null : row.GetInt32(18)),
            [],
            []
        )
        {
            IsPosted = row.GetBoolean(19),
            OpenReports = row.GetInt64(20),
        };
        var log = new List<(AuditRecord Entry, long? Sequence, string? Hash)>();
        var children = new List<Descendant>();
        await row.NextResultAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            log.Add(
                (
                    AuditRows.Read(row),
                    row.IsDBNull(AuditRows.Count) ? null : row.GetInt64(AuditRows.Count),
                    row.IsDBNull(AuditRows.Count + 1)
                        ? null
                        : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(AuditRows.Count + 1))
                )
            );
        }

        await row.NextResultAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            children.Add(
                new Descendant(
                    row.GetGuid(0),
                    row.IsDBNull(1) ? null : row.GetInt32(1),
                    row.GetString(2),
                    row.GetString(3)
                )
            );
        }

        await row.DisposeAsync();
        var lines = await personal.OpenAsync([.. log.Select(entry => entry.Entry)], cancellationToken);
        return history with
        {
            Log = [.. lines.Zip(log, (line, entry) => LogEntryOf(line, entry.Sequence, entry.Hash))],
            Descendants = children,
        };
    }

    internal static LogEntry LogEntryOf(AuditLine line, long? sequence, string? hash) =>
        new(
            line.Entry.OccurredAt,
            line.Entry.ActorPlatform,
            line.IsErased ? "(erased)" : line.Name,
            line.Entry.Action,
            Details(line.Entry.Details),
            sequence,
            hash
        )
        {
            Id = line.Entry.Id,
            Generation = line.Entry.GenerationId,
            Prompt = line.Prompt,
        };

    private static NpgsqlBatchCommand ById(string sql, Guid id) => new(sql) { Parameters = { new() { Value = id } } };

    private static FeedEntry Entry(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.GetString(5),
            row.GetString(6) is { Length: > 0 } name ? name : row.GetString(7),
            row.Text(8),
            row.IsDBNull(9) ? [] : row.GetFieldValue<int[]>(9)
        )
        {
            PersonId = row.GetString(7),
            ChatId = row.GetString(10),
            IsTakenDown = row.GetBoolean(11),
        };

    /// <summary>Everything in it but the words, which stand above.</summary>
    private static List<(string Name, string Value)> RecipeOf(string json)
    {
        using var recipe = JsonDocument.Parse(json);
        return
        [
            .. recipe
                .RootElement.EnumerateObject()
                .Where(member =>
                    member.Name != "prompt"
                    && member.Value.ValueKind != JsonValueKind.Null
                    && member.Value.ToString() is not ""
                )
                .Select(member => (member.Name, member.Value.ToString())),
        ];
    }

    /// <summary>"seed 7, steps 3": the object's members in one line.</summary>
    private static string Details(string json)
    {
        using var details = JsonDocument.Parse(json);
        return details.RootElement.ValueKind == JsonValueKind.Object
            ? string.Join(
                ", ",
                details
                    .RootElement.EnumerateObject()
                    .Where(member => member.Value.ToString() is not "")
                    .Select(member => $"{member.Name} {Text(member.Value)}")
            )
            : json;
    }

    /// <summary>Digests are told apart by their beginning; the export has the whole of them.</summary>
    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? string.Join(
                " ",
                value
                    .EnumerateArray()
                    .Select(one =>
                        one.ToString() is { Length: 64 } digest && digest.All(char.IsAsciiHexDigit)
                            ? $"{digest[..12]}…"
                            : one.ToString()
                    )
            )
            : value.ToString();
}
