using System.Text.Json;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>Prompt rules as the console shows them, with what they caught.</summary>
internal sealed class RuleReader(IDbContextFactory<FlashDb> databases, AuditSearch log, TimeProvider time)
{
    /// <summary>Over which hits are counted and rules are tried.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>How long a trial counts as one.</summary>
    private static readonly TimeSpan TrialLifetime = TimeSpan.FromHours(1);

    private const int MostRules = 200;
    private const int MostHits = 50;

    private static readonly NamedSql Hits = NamedSql.Load("moderation/rule_hits");

    /// <summary>Those in force first, the newest first.</summary>
    public Task<List<RuleRow>> ListAsync(CancellationToken cancellationToken) => ReadAsync(null, cancellationToken);

    /// <summary>Null when there is none with this number.</summary>
    public async Task<RuleRow?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await ReadAsync(id, cancellationToken)).FirstOrDefault();

    /// <summary>What a rule caught lately, and which of these entries a moderator called a false positive.</summary>
    public async Task<(IReadOnlyList<LogEntry> Hits, IReadOnlySet<long> Wrong)> HitsAsync(
        long id,
        CancellationToken cancellationToken
    )
    {
        var lines = await log.ReadAsync(new AuditFilter { Rule = id }, null, MostHits, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = JsonSerializer.Serialize(new { rule = id });
        var wrong = await db
            .AuditLog.Where(entry =>
                entry.Action == "rule.false_positive" && EF.Functions.JsonContains(entry.Details, mine)
            )
            .Select(entry => entry.Details)
            .ToListAsync(cancellationToken);
        return (
            [.. lines.Select(line => ModerationReader.LogEntryOf(line, null, null))],
            wrong.Select(EntryOf).ToHashSet()
        );
    }

    /// <summary>Whether this rule caught what this entry tells of.</summary>
    public async Task<bool> IsHitAsync(long id, long entry, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = JsonSerializer.Serialize(new { rules = new[] { id } });
        return await db.AuditLog.AnyAsync(
            row => row.Id == entry && EF.Functions.JsonContains(row.Details, mine),
            cancellationToken
        );
    }

    /// <summary>The words that the rule went through, and who wrote them, the newest first.</summary>
    public async Task<IReadOnlyList<LogEntry>> HistoryAsync(long id, CancellationToken cancellationToken)
    {
        var (history, next) = (new List<LogEntry>(), (long?)id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        while (next is { } rule && history.Count < MostHits)
        {
            var filter = new AuditFilter
            {
                Action = "rule.*",
                Target = rule.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            var lines = await log.ReadAsync(filter, null, MostHits, cancellationToken);
            history.AddRange(
                lines
                    .Where(line => line.Entry.Action != "rule.false_positive")
                    .Select(line => ModerationReader.LogEntryOf(line, null, null))
                    .ExceptBy(history.Select(entry => entry.Id).ToList(), entry => entry.Id)
            );
            next = await db
                .PromptRules.Where(row => row.Id == rule)
                .Select(row => row.Replaces)
                .FirstOrDefaultAsync(cancellationToken);
        }

        return history;
    }

    /// <summary>Whether this moderator has tried the very same rule lately.</summary>
    public async Task<bool> WasTriedAsync(PromptRule rule, Moderator by, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TrialLifetime;
        var same = JsonSerializer.Serialize(new { kind = StoredName.Of(rule.Kind), pattern = rule.Pattern });
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AuditLog.AnyAsync(
            entry =>
                entry.Action == "rule.tried"
                && entry.ActorId == by.Id
                && entry.OccurredAt > since
                && EF.Functions.JsonContains(entry.Details, same),
            cancellationToken
        );
    }

    private async Task<List<RuleRow>> ReadAsync(long? id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counted = (
            await Hits.ReadAsync<RuleHits>(db, new { Since = time.GetUtcNow() - Period }, cancellationToken)
        ).ToDictionary(hits => hits.Rule);
        var rules = await db
            .PromptRules.Where(rule => id == null || rule.Id == id)
            .OrderBy(rule => rule.RemovedAt != null)
            .ThenByDescending(rule => rule.Id)
            .Take(MostRules)
            .Select(rule => new
            {
                rule.Id,
                rule.Kind,
                rule.Pattern,
                rule.Action,
                rule.Note,
                Chat = rule.Chat == null
                    ? null
                    : new
                    {
                        rule.Chat.Platform,
                        rule.Chat.ExternalId,
                        rule.Chat.Title,
                    },
                rule.CreatedBy,
                rule.CreatedAt,
                rule.RemovedAt,
                rule.Replaces,
                rule.Category,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rules.Select(rule => new RuleRow(rule.Id, rule.Kind, rule.Pattern, rule.Action, rule.Note)
            {
                By = rule.CreatedBy,
                At = rule.CreatedAt,
                RemovedAt = rule.RemovedAt,
                Replaces = rule.Replaces,
                Category = rule.Category,
                Chat = rule.Chat is { } chat ? $"{StoredName.Of(chat.Platform)}:{chat.ExternalId}" : null,
                ChatTitle = rule.Chat?.Title,
                Hits = counted.GetValueOrDefault(rule.Id)?.Hits ?? 0,
                FalsePositives = counted.GetValueOrDefault(rule.Id)?.FalsePositives ?? 0,
            }),
        ];
    }

    private static long EntryOf(string details)
    {
        using var document = JsonDocument.Parse(details);
        return document.RootElement.GetProperty("entry").GetInt64();
    }

    private sealed record RuleHits(long Rule, long Hits, long FalsePositives);
}

/// <summary>A rule as it is listed; off when it was removed.</summary>
public sealed record RuleRow(long Id, RuleKind Kind, string Pattern, RuleAction Action, string? Note)
{
    /// <summary>Who wrote it.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The rule that it was edited from.</summary>
    public long? Replaces { get; init; }

    /// <summary>What it is about, where Flash has to know.</summary>
    public RuleCategory? Category { get; init; }

    /// <summary>Where it holds, as people type it: <c>telegram:-100123</c>; null for everywhere.</summary>
    public string? Chat { get; init; }

    public string? ChatTitle { get; init; }

    /// <summary>How often it caught something in the last thirty days.</summary>
    public long Hits { get; init; }

    /// <summary>How much of that was approved after all, or called a false positive.</summary>
    public long FalsePositives { get; init; }

    /// <summary>Patterns of the starter set are thousands of letters long.</summary>
    public string Words => Category is { } about ? $"starter rule about {StoredName.Of(about)}" : Pattern;

    /// <summary>What the form is filled with to edit it.</summary>
    public string Form =>
        JsonSerializer.Serialize(
            new
            {
                kind = StoredName.Of(Kind),
                pattern = Pattern,
                action = StoredName.Of(Action),
                note = Note ?? "",
                chat = Chat ?? "",
                replaces = $"{Id}",
            }
        );
}
