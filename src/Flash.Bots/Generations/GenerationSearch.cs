using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>Which generations to look for; null means any.</summary>
public sealed record GenerationQuery
{
    /// <summary>Words of the prompt, all of them, in any order, as a search engine takes them: <c>"red boat"
    /// -night</c>.</summary>
    public string? Words { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>The network's id of whoever asked.</summary>
    public string? UserId { get; init; }

    /// <summary>The network's id of the chat.</summary>
    public string? ChatId { get; init; }

    public GenerationKind? Kind { get; init; }

    public GenerationState? State { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>Finds generations for the moderators, the newest first, paged by key.</summary>
public sealed class GenerationSearch(NpgsqlDataSource dataSource)
{
    /// <summary>Most on a page.</summary>
    public const int MaxLimit = 500;

    /// <param name="query">Which.</param>
    /// <param name="before">Only those older than this one, which is the last of the page before; null for the
    /// newest.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<IReadOnlyList<GenerationId>> FindAsync(
        GenerationQuery query,
        GenerationId? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        await using var command = dataSource.CreateCommand();
        var conditions = new List<string>();
        void Where(string condition, object? value)
        {
            if (value is not null)
            {
                command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
                conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, $"${command.Parameters.Count}"));
            }
        }

        // Ids are ordered by time, so a time is a place among them.
        Where("id < {0}", before?.Value);
        Where("id >= {0}", query.Since is { } since ? GenerationId.FirstAt(since).Value : null);
        Where("id < {0}", query.Until is { } until ? GenerationId.FirstAt(until).Value : null);
        Where(
            "to_tsvector('simple', prompt) @@ websearch_to_tsquery('simple', {0})",
            string.IsNullOrWhiteSpace(query.Words) ? null : query.Words
        );
        Where("kind = {0}", query.Kind is { } kind ? StoredName.Of(kind) : null);
        Where("state = {0}", query.State is { } state ? StoredName.Of(state) : null);
        if (query.UserId is not null)
        {
            Where("user_id = ANY (ARRAY(SELECT id FROM flash.users WHERE external_id = {0}))", query.UserId);
        }

        if (query.ChatId is not null)
        {
            Where("chat_id = ANY (ARRAY(SELECT id FROM flash.chats WHERE external_id = {0}))", query.ChatId);
        }

        Where(
            "EXISTS (SELECT FROM flash.chats WHERE chats.id = generations.chat_id AND chats.platform = {0})",
            query.Platform is { } platform ? StoredName.Of(platform) : null
        );
        command.CommandText =
            $"SELECT id FROM flash.generations {(conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "")} ORDER BY id DESC LIMIT {limit}";
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<GenerationId>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new GenerationId(row.GetGuid(0)));
        }

        return found;
    }
}
