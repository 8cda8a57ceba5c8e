using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>Which generations to look for; null means any.</summary>
public sealed record GenerationQuery
{
    /// <summary>Words of the prompt, all of them, in any order, as a search engine takes them: <c>"red boat"
    /// -night</c>.</summary>
    public string? Words { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>The network's id of the person who asked.</summary>
    public string? UserId { get; init; }

    /// <summary>The network's id of the chat.</summary>
    public string? ChatId { get; init; }

    public GenerationKind? Kind { get; init; }

    public GenerationState? State { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>Finds generations for the moderators, the newest first, paged by key.</summary>
public sealed class GenerationSearch(IDbContextFactory<FlashDb> databases)
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
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Matching(db, query, before)
            .OrderByDescending(generation => generation.Id)
            .Select(generation => generation.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Generation> Matching(FlashDb db, GenerationQuery query, GenerationId? before)
    {
        var found = db.Generations.AsQueryable();

        // Ids are ordered by time, so a time is a place among them.
        if (before is { } older)
        {
            found = found.Where(generation => generation.Id < older);
        }

        if (query.Since is { } since)
        {
            var first = GenerationId.FirstAt(since);
            found = found.Where(generation => generation.Id >= first);
        }

        if (query.Until is { } until)
        {
            var end = GenerationId.FirstAt(until);
            found = found.Where(generation => generation.Id < end);
        }

        if (!string.IsNullOrWhiteSpace(query.Words))
        {
            found = found.Where(generation =>
                EF.Functions.ToTsVector("simple", generation.Prompt)
                    .Matches(EF.Functions.WebSearchToTsQuery("simple", query.Words))
            );
        }

        if (query.Kind is { } kind)
        {
            found = found.Where(generation => generation.Kind == kind);
        }

        if (query.State is { } state)
        {
            found = found.Where(generation => generation.State == state);
        }

        // A person's rows are few: looked up first, so that the index on them is used.
        if (query.UserId is { } person)
        {
            found = found.Where(generation =>
                db.Users.Where(user => user.ExternalId == person).Select(user => user.Id).Contains(generation.UserId)
            );
        }

        if (query.ChatId is { } room)
        {
            found = found.Where(generation =>
                db.Chats.Where(chat => chat.ExternalId == room).Select(chat => chat.Id).Contains(generation.ChatId)
            );
        }

        return query.Platform is { } platform
            ? found.Where(generation => generation.Chat!.Platform == platform) // every generation is in a chat
            : found;
    }
}
