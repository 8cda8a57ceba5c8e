using System.Text.Json;
using Flash.Bots.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Web.Moderation;

/// <summary>What the console shows. Lists are paged by key, so that they stay quick however long the log grows.</summary>
internal sealed class ModerationReader(NpgsqlDataSource database, AuditPersonal personal)
{
    public const int PageSize = 30;

    /// <summary>The newest generations, or those before <paramref name="before"/>, whose prompt holds <paramref name="search"/>.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadFeedAsync(string? search, Guid? before, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT generation.id, generation.kind, generation.state, generation.prompt, generation.created_at, person.platform, person.name, person.external_id,
                   chat.title, (SELECT array_agg(picture.index ORDER BY picture.index) FROM flash.pictures picture WHERE picture.generation_id = generation.id)
            FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id
            WHERE ($1::text IS NULL OR generation.prompt ILIKE $1) AND ($2::uuid IS NULL OR generation.id < $2)
            ORDER BY generation.id DESC LIMIT $3
            """);
        command.Parameters.Add(new() { Value = string.IsNullOrWhiteSpace(search) ? DBNull.Value : $"%{Escape(search.Trim())}%", NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = PageSize });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<FeedEntry>();
        while (await row.ReadAsync(cancellationToken))
        {
            entries.Add(Entry(row));
        }

        return entries;
    }

    /// <summary>One generation with all that is known of it; null when there is none.</summary>
    public async Task<GenerationHistory?> ReadHistoryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(ById(
            """
            SELECT generation.id, generation.kind, generation.state, generation.prompt, generation.created_at, person.platform, person.name, person.external_id,
                   chat.title, (SELECT array_agg(picture.index ORDER BY picture.index) FROM flash.pictures picture WHERE picture.generation_id = generation.id),
                   generation.recipe, generation.started_at, generation.finished_at, generation.attempts, generation.failure, generation.parent_id, generation.parent_index
            FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id
            WHERE generation.id = $1
            """, id));
        batch.BatchCommands.Add(ById(
            $"SELECT {AuditRows.Columns}, sequence, hash FROM flash.audit_log WHERE generation_id = $1 ORDER BY id LIMIT 500", id));
        batch.BatchCommands.Add(ById("SELECT id, parent_index, state FROM flash.generations WHERE parent_id = $1 ORDER BY id LIMIT 100", id));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var history = new GenerationHistory(
            Entry(row), row.GetString(10), Moment(row, 11), Moment(row, 12), row.GetInt32(13), row.IsDBNull(14) ? null : row.GetString(14),
            row.IsDBNull(15) ? null : (row.GetGuid(15), row.GetInt32(16)), [], []);
        var log = new List<(AuditRecord Entry, long? Sequence, string? Hash)>();
        var children = new List<(Guid, int, string)>();
        await row.NextResultAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            log.Add((AuditRows.Read(row), row.IsDBNull(AuditRows.Count) ? null : row.GetInt64(AuditRows.Count),
                row.IsDBNull(AuditRows.Count + 1) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(AuditRows.Count + 1))));
        }

        await row.NextResultAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            children.Add((row.GetGuid(0), row.IsDBNull(1) ? 0 : row.GetInt32(1), row.GetString(2)));
        }

        await row.DisposeAsync();
        var lines = await personal.OpenAsync([.. log.Select(entry => entry.Entry)], cancellationToken);
        return history with { Log = [.. lines.Zip(log, (line, entry) => LogEntryOf(line, entry.Sequence, entry.Hash))], Animations = children };
    }

    private static LogEntry LogEntryOf(AuditLine line, long? sequence, string? hash) => new(
        line.Entry.OccurredAt, line.Entry.ActorPlatform, line.IsErased ? "(erased)" : line.Name, line.Entry.Action, Details(line.Entry.Details), sequence, hash);

    /// <summary>A thumbnail; null when there is none.</summary>
    public async Task<byte[]?> ReadThumbnailAsync(Guid id, int index, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT thumbnail FROM flash.pictures WHERE generation_id = $1 AND index = $2");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = index });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    private static NpgsqlBatchCommand ById(string sql, Guid id) => new(sql) { Parameters = { new() { Value = id } } };

    private static FeedEntry Entry(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
        row.GetString(6) is { Length: > 0 } name ? name : row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? [] : row.GetFieldValue<int[]>(9));

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    /// <summary>"seed 7, steps 3": the object's members in one line.</summary>
    private static string Details(string json)
    {
        using var details = JsonDocument.Parse(json);
        return details.RootElement.ValueKind == JsonValueKind.Object
            ? string.Join(", ", details.RootElement.EnumerateObject().Select(member => $"{member.Name} {member.Value}"))
            : json;
    }

    /// <summary>Percent signs and underscores in what is searched for stand for themselves.</summary>
    private static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}

/// <summary>A generation in a list.</summary>
public sealed record FeedEntry(
    Guid Id, string Kind, string State, string Prompt, DateTimeOffset CreatedAt, string Platform, string Person, string? ChatTitle, IReadOnlyList<int> Pictures);

/// <summary>A generation and everything that happened to it.</summary>
public sealed record GenerationHistory(
    FeedEntry Entry, string Recipe, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, int Attempts, string? Failure, (Guid Id, int Index)? Parent,
    IReadOnlyList<LogEntry> Log, IReadOnlyList<(Guid Id, int Index, string State)> Animations);

/// <summary>A row of the audit log; without a sequence it is about to be sealed.</summary>
public sealed record LogEntry(DateTimeOffset OccurredAt, string ActorPlatform, string Actor, string Action, string Details, long? Sequence, string? Hash);
