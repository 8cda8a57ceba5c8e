using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation.Cards;

/// <summary>Reads what a card shows.</summary>
public sealed class CaseReader(IDbContextFactory<FlashDb> databases)
{
    private const int MostEntries = 100;

    private static readonly NamedSql Case = NamedSql.Load("moderation/case");

    private static readonly string[] Decisions =
    [
        "moderation.approved",
        "moderation.rejected",
        "moderation.removed",
        "reports.dismissed",
        "moderation.undone",
    ];

    /// <summary>Everything there is to say; null when the generation never was held or reported.</summary>
    public async Task<CaseFacts?> ReadAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // The revision comes first, in a statement of its own: what is read after it cannot be older.
        var revision = await db
            .ModerationCases.Where(opened => opened.GenerationId == id)
            .Select(opened => (long?)opened.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        if (
            revision is not { } current
            || await Case.ReadOneAsync<CaseRow>(db, new { id, ModerationDesk.ClaimLifetime }, cancellationToken)
                is not { } row
        )
        {
            return null;
        }

        var decisions = new List<(string, string, DateTimeOffset)>();
        HashSet<long> rules = [],
            banned = [];
        string? flagged = null;
        foreach (var entry in await LogAsync(db, id, cancellationToken))
        {
            if (entry.Action.EndsWith(".held", StringComparison.Ordinal))
            {
                using var details = JsonDocument.Parse(entry.Details);
                rules.UnionWith(Numbers(details.RootElement, "rules"));
                banned.UnionWith(Numbers(details.RootElement, "bannedPictures"));
                flagged = PictureLooks.Flagged(details.RootElement) ?? flagged;
            }
            else
            {
                decisions.Add((entry.Action, entry.ActorName, entry.OccurredAt));
            }
        }

        return row.ToFacts(id, current) with
        {
            Decisions = decisions,
            BannedPictures = [.. banned.Order()],
            Flagged = flagged,
            Rules = await RulesAsync(db, rules, cancellationToken),
        };
    }

    private static Task<List<AuditEntry>> LogAsync(FlashDb db, GenerationId id, CancellationToken cancellationToken) =>
        db
            .AuditLog.Where(entry =>
                entry.GenerationId == id.Value
                && (EF.Functions.Like(entry.Action, "%.held") || Decisions.Contains(entry.Action))
            )
            .OrderBy(entry => entry.Id)
            .Take(MostEntries)
            .ToListAsync(cancellationToken);

    private static IEnumerable<long> Numbers(JsonElement details, string name) =>
        details.TryGetProperty(name, out var numbers) && numbers.ValueKind == JsonValueKind.Array
            ? numbers.EnumerateArray().Select(number => number.GetInt64())
            : [];

    private static async Task<IReadOnlyList<PromptRule>> RulesAsync(
        FlashDb db,
        HashSet<long> ids,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db
            .PromptRules.Where(rule => ids.Contains(rule.Id))
            .OrderBy(rule => rule.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(rule =>
            PromptRule.Create(rule.Kind, rule.Pattern, id: rule.Id, note: rule.Note, category: rule.Category)
        );
    }
}
