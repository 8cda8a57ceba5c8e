using System.Text.Json;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>What the console shows. Lists are paged by key, so that they stay quick however long the log
/// grows.</summary>
internal sealed class ModerationReader(
    IDbContextFactory<FlashDb> databases,
    AuditPersonal personal,
    GenerationSearch search
)
{
    public const int PageSize = 30;

    private const int MostEntries = 500;
    private const int MostDescendants = 100;

    private static readonly NamedSql Entries = NamedSql.Load("console/entries");
    private static readonly NamedSql History = NamedSql.Load("console/history");

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
        ids.Length == 0 ? [] : await Entries.ReadAsync<FeedEntry>(databases, new { ids }, cancellationToken);

    /// <summary>One generation with all that is known of it; null when there is none.</summary>
    public async Task<GenerationHistory?> ReadHistoryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (
            await Entries.ReadOneAsync<FeedEntry>(db, new { ids = new[] { id } }, cancellationToken) is not { } entry
            || await History.ReadOneAsync<Past>(db, new { id }, cancellationToken) is not { } past
        )
        {
            return null;
        }

        var log = await db
            .AuditLog.Where(row => row.GenerationId == id)
            .OrderBy(row => row.Id)
            .Take(MostEntries)
            .ToListAsync(cancellationToken);
        var parent = new GenerationId(id);
        var children = await db
            .Generations.Where(child => child.ParentId == parent)
            .OrderBy(child => child.Id)
            .Take(MostDescendants)
            .Select(child => new
            {
                child.Id,
                child.ParentIndex,
                child.Kind,
                child.State,
            })
            .ToListAsync(cancellationToken);
        var lines = await personal.OpenAsync([.. log.Select(AuditRows.Of)], cancellationToken);
        return new GenerationHistory(
            entry,
            RecipeOf(past.Recipe),
            past.StartedAt,
            past.FinishedAt,
            past.Attempts,
            past.Failure,
            past.ParentId is { } from ? (from, past.ParentIndex) : null,
            [.. lines.Zip(log, (line, row) => LogEntryOf(line, row.Sequence, HexOf(row.Hash)))],
            children.ConvertAll(child => new Descendant(
                child.Id.Value,
                child.ParentIndex,
                StoredName.Of(child.Kind),
                StoredName.Of(child.State)
            ))
        )
        {
            IsPosted = past.IsPosted,
            OpenReports = past.OpenReports,
        };
    }

    private static string? HexOf(byte[]? hash) => hash is null ? null : Convert.ToHexStringLower(hash);

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

    /// <summary>A row of <c>console/history.sql</c>.</summary>
    private sealed record Past(
        string Recipe,
        DateTimeOffset? StartedAt,
        DateTimeOffset? FinishedAt,
        int Attempts,
        string? Failure,
        Guid? ParentId,
        int? ParentIndex,
        bool IsPosted,
        long OpenReports
    );
}
