using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>What waits for a moderator.</summary>
internal sealed class ReviewReader(IDbContextFactory<FlashDb> databases, ModerationReader generations)
{
    /// <summary>Most cases on the page; it refills as it empties.</summary>
    public const int Limit = 50;

    private static readonly NamedSql Waiting = NamedSql.Load("console/waiting");
    private static readonly NamedSql CountWaiting = NamedSql.Load("console/count_waiting");
    private static readonly NamedSql Facts = NamedSql.Load("console/case_facts");

    /// <summary>How much waits.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await CountCasesAsync(new ReviewFilter(), cancellationToken)
            + await db.Appeals.LongCountAsync(appeal => appeal.State == AppealState.Open, cancellationToken)
            + await WantedBans(db).LongCountAsync(cancellationToken);
    }

    /// <summary>How many cases wait that fit.</summary>
    public async Task<long> CountCasesAsync(ReviewFilter filter, CancellationToken cancellationToken) =>
        (
            await CountWaiting.ReadAsync<long>(
                databases,
                new { Kind = filter.KindOrEmpty, Platform = filter.OnOrEmpty },
                cancellationToken
            )
        )[0];

    /// <summary>Held pictures and reported ones, at most <see cref="Limit"/>, with all that a moderator must
    /// know.</summary>
    public async Task<List<ReviewCase>> CasesAsync(ReviewFilter filter, CancellationToken cancellationToken)
    {
        var waiting = await Waiting.ReadAsync<Found>(
            databases,
            new
            {
                Kind = filter.KindOrEmpty,
                Platform = filter.OnOrEmpty,
                Sort = filter.Sort ?? "",
                Most = Limit,
            },
            cancellationToken
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
    public async Task<List<AppealCase>> AppealsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var appeals = await db
            .Appeals.Where(appeal => appeal.State == AppealState.Open)
            .OrderBy(appeal => appeal.Id)
            .Take(Limit)
            .Select(appeal => new
            {
                appeal.Id,
                appeal.Text,
                appeal.CreatedAt,
                appeal.User!.Platform, // everyone who appeals is known
                appeal.User.ExternalId,
                appeal.User.Name,
                BanReason = (string?)appeal.Ban!.Reason, // null without a ban
                appeal.GenerationId,
            })
            .ToListAsync(cancellationToken);
        return appeals.ConvertAll(appeal => new AppealCase(
            appeal.Id,
            appeal.Text,
            appeal.CreatedAt,
            StoredName.Of(appeal.Platform),
            appeal.ExternalId,
            appeal.Name,
            appeal.BanReason,
            appeal.GenerationId?.Value
        ));
    }

    /// <summary>Long bans that want a second moderator.</summary>
    public async Task<List<BanCase>> BansAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var bans = await WantedBans(db)
            .OrderBy(ban => ban.Id)
            .Take(Limit)
            .Select(ban => new
            {
                ban.Id,
                ban.Reason,
                ban.BannedBy,
                ban.WantedUntil,
                ban.User!.Platform, // a ban is someone's
                ban.User.ExternalId,
                ban.User.Name,
            })
            .ToListAsync(cancellationToken);
        return bans.ConvertAll(ban => new BanCase(
            ban.Id,
            ban.Reason,
            ban.BannedBy,
            ban.WantedUntil == DateTimeOffset.MaxValue ? null : ban.WantedUntil, // infinity
            StoredName.Of(ban.Platform),
            ban.ExternalId,
            ban.Name
        ));
    }

    private static IQueryable<Ban> WantedBans(FlashDb db) =>
        db.Bans.Where(ban =>
            ban.WantedUntil != null && ban.LiftedAt == null && (ban.Until == null || ban.Until > FlashDb.Now())
        );

    private async Task<IEnumerable<CaseDetails>> FactsAsync(Guid[] ids, CancellationToken cancellationToken) =>
        (await Facts.ReadAsync<Known>(databases, new { ids, ModerationDesk.ClaimLifetime }, cancellationToken)).Select(
            row => new CaseDetails(
                row.Id,
                row.NegativePrompt,
                row.Style,
                row.HasGivenPicture,
                new PersonRecord(row.Asked, row.Bans, row.Rejected, row.TakenDown, row.Reported)
            )
            {
                ClaimedBy = row.ClaimedBy,
                Notes = row.Notes ?? "",
                Rules = Numbers(row.HeldFor, "rules"),
                BannedPictures = Numbers(row.HeldFor, "bannedPictures"),
                Flagged = FlaggedBy(row.HeldFor),
            }
        );

    private async Task<Dictionary<long, PromptRule>> RulesAsync(long[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.PromptRules.Where(rule => ids.Contains(rule.Id)).ToListAsync(cancellationToken);
        return rows.ToDictionary(
            rule => rule.Id,
            rule => PromptRule.Create(rule.Kind, rule.Pattern, id: rule.Id, note: rule.Note, category: rule.Category)
        );
    }

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

    /// <summary>A row of <c>console/case_facts.sql</c>.</summary>
    private sealed record Known(
        Guid Id,
        string NegativePrompt,
        string? Style,
        bool HasGivenPicture,
        long Asked,
        long Bans,
        long Rejected,
        long TakenDown,
        long Reported,
        string? ClaimedBy,
        string? Notes,
        string? HeldFor
    );
}
