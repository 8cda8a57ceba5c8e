using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>Pages of the audit log for people to read, the newest first. Paged by key: the last page is as quick as the
/// first.</summary>
public sealed class AuditSearch(IDbContextFactory<FlashDb> databases, AuditPersonal personal)
{
    /// <summary>Most entries on a page.</summary>
    public const int MaxLimit = 500;

    /// <param name="filter">Which entries.</param>
    /// <param name="before">Only those older than the entry with this id, which is the last of the page before; null
    /// for the newest.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(
        AuditFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = Matching(db, filter);
        var entries = await (before is { } last ? found.Where(entry => entry.Id < last) : found)
            .OrderByDescending(entry => entry.Id)
            .Take(limit)
            .Select(AuditRows.Record)
            .ToListAsync(cancellationToken);
        return await personal.OpenAsync(entries, cancellationToken);
    }

    /// <summary>The entries that a filter lets through. Only what is asked for stands in the statement, so that each
    /// has the index it needs.</summary>
    internal static IQueryable<AuditEntry> Matching(FlashDb db, AuditFilter filter)
    {
        var found = OfPlace(OfTime(db.AuditLog, filter), filter);
        if (filter.Action is { } action)
        {
            var beginning = $"{Like(action.TrimEnd('*'))}%";
            found = action.EndsWith('*')
                ? found.Where(entry => EF.Functions.Like(entry.Action, beginning, Escape))
                : found.Where(entry => entry.Action == action);
        }

        if (filter.Actor is { } actor)
        {
            var people = db.Users.Where(user => user.Name == actor).Select(user => user.ExternalId);
            var moderators = db.Moderators.Where(row => row.Name == actor).Select(row => "moderator-" + row.Id);
            found = found.Where(entry =>
                entry.ActorId == actor || people.Contains(entry.ActorId) || moderators.Contains(entry.ActorId)
            );
        }

        if (filter.Chat is { } chat)
        {
            var chats = db.Chats.Where(row => row.Title == chat).Select(row => row.ExternalId);
            found = found.Where(entry => entry.ChatId == chat || chats.Contains(entry.ChatId));
        }

        if (filter.Text is { } text)
        {
            var within = $"%{Like(text)}%";
            found = found.Where(entry =>
                EF.Functions.ILike(entry.Action, within, Escape)
                || EF.Functions.ILike(FlashDb.TextOf(entry.Details), within, Escape)
                || db.Generations.Any(generation =>
                    // An id is a number to the log, which knows no other tables.
                    (Guid?)(object)generation.Id == entry.GenerationId
                    && EF.Functions.ILike(generation.Prompt, within, Escape)
                )
            );
        }

        return OfSubject(found, filter);
    }

    private static IQueryable<AuditEntry> OfTime(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        if (filter.Since is { } since)
        {
            var first = since.ToUniversalTime();
            entries = entries.Where(entry => entry.OccurredAt >= first);
        }

        if (filter.Until is { } until)
        {
            var end = until.ToUniversalTime();
            entries = entries.Where(entry => entry.OccurredAt < end);
        }

        return entries;
    }

    private static IQueryable<AuditEntry> OfPlace(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        if (filter.ActorPlatform is { } platform)
        {
            entries = entries.Where(entry => entry.ActorPlatform == platform);
        }

        if (filter.ActorId is { } actor)
        {
            entries = entries.Where(entry => entry.ActorId == actor);
        }

        if (filter.GenerationId is { } generation)
        {
            entries = entries.Where(entry => entry.GenerationId == generation);
        }

        if (filter.ChatId is { } chat)
        {
            entries = entries.Where(entry => entry.ChatId == chat);
        }

        return entries;
    }

    private static IQueryable<AuditEntry> OfSubject(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        if (filter.Target is { } target)
        {
            entries = entries.Where(entry =>
                entry.GenerationId.ToString() == target
                || FlashDb.Member(entry.Details, "user") == target
                || FlashDb.Member(entry.Details, "moderator") == target
                || FlashDb.Member(entry.Details, "rule") == target
                || FlashDb.Member(entry.Details, "replaces") == target
                || FlashDb.Member(entry.Details, "ban") == target
                || FlashDb.Member(entry.Details, "banned") == target
                || FlashDb.Member(entry.Details, "evidence") == target
            );
        }

        if (filter.Rule is { } rule)
        {
            var caught = FlashJson.Write(new { rules = new[] { rule } });
            entries = entries.Where(entry => EF.Functions.JsonContains(entry.Details, caught));
        }

        if (filter.HidesViews)
        {
            var views = AuditViews.All;
            entries = entries.Where(entry => !views.Contains(entry.Action));
        }

        return entries;
    }

    private const string Escape = @"\";

    // Percent signs and underscores in what is searched for stand for themselves.
    private static string Like(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
