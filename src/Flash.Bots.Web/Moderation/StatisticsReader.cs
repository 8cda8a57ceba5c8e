using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>Figures over the last days, in UTC.</summary>
internal sealed class StatisticsReader(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>How many days, today included.</summary>
    public const int Days = 14;

    private const int MostKinds = 12;

    private static readonly NamedSql Requests = NamedSql.Load("console/requests");
    private static readonly NamedSql Actions = NamedSql.Load("console/actions");
    private static readonly NamedSql Kinds = NamedSql.Load("console/kinds");

    /// <summary>Requests by day and what became of them, the oldest day first.</summary>
    public Task<List<DayCount>> RequestsAsync(CancellationToken cancellationToken) =>
        Requests.ReadAsync<DayCount>(
            databases,
            new { First = GenerationId.FirstAt(time.GetUtcNow().AddDays(-Days - 1)) },
            cancellationToken
        );

    /// <summary>What rules and moderators did by day.</summary>
    public Task<List<DayActions>> ActionsAsync(CancellationToken cancellationToken) =>
        Actions.ReadAsync<DayActions>(databases, null, cancellationToken);

    /// <summary>Requests by network and kind, the most first.</summary>
    public async Task<List<(string Platform, string Kind, long Count)>> KindsAsync(CancellationToken cancellationToken)
    {
        var first = GenerationId.FirstAt(time.GetUtcNow().AddDays(-Days));
        var kinds = await Kinds.ReadAsync<KindCount>(databases, new { first, Most = MostKinds }, cancellationToken);
        return kinds.ConvertAll(kind => (kind.Platform, kind.Kind, kind.Count));
    }

    private sealed record KindCount(string Platform, string Kind, long Count);
}

/// <summary>Requests of one day; <paramref name="MedianSeconds"/> from the request to the result, null when none was
/// delivered.</summary>
public sealed record DayCount(DateOnly Day, long Delivered, long Ended, long Open, double? MedianSeconds);

/// <summary>What was done on one day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Noticed">Flagged or held by a rule.</param>
/// <param name="Blocked">Refused by a rule.</param>
/// <param name="Reported">Reported by people.</param>
/// <param name="Decided">Decided by moderators.</param>
public sealed record DayActions(DateOnly Day, long Noticed, long Blocked, long Reported, long Decided);
