using Flash.Bots.Generations;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>Figures over the last days, in UTC.</summary>
internal sealed class StatisticsReader(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How many days, today included.</summary>
    public const int Days = 14;

    private const string DaySeries =
        "generate_series(0, 13) days(ago) CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'utc')::date - ago AS day) calendar";

    /// <summary>Requests by day and what became of them, the oldest day first.</summary>
    public Task<List<DayCount>> RequestsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            WITH made AS (
                SELECT (created_at AT TIME ZONE 'utc')::date AS day, state, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - created_at)) AS seconds, count(*) AS made
                FROM flash.generations WHERE id >= $1 GROUP BY 1, state)
            SELECT calendar.day, COALESCE(sum(made) FILTER (WHERE state = 'delivered'), 0)::bigint, COALESCE(sum(made) FILTER (WHERE state IN ('failed', 'cancelled', 'superseded')), 0)::bigint,
                COALESCE(sum(made) FILTER (WHERE state IN ('queued', 'running', 'held')), 0)::bigint, max(seconds) FILTER (WHERE state = 'delivered')
            FROM {DaySeries} LEFT JOIN made ON made.day = calendar.day GROUP BY calendar.day ORDER BY calendar.day
            """,
            row => new DayCount(
                row.GetFieldValue<DateOnly>(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.IsDBNull(4) ? null : row.GetDouble(4)
            ),
            cancellationToken,
            GenerationId.FirstAt(time.GetUtcNow().AddDays(-Days - 1)).Value
        );

    /// <summary>What rules and moderators did by day.</summary>
    public Task<List<DayActions>> ActionsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            WITH done AS (
                SELECT (occurred_at AT TIME ZONE 'utc')::date AS day, action, count(*) AS done FROM flash.audit_log
                WHERE occurred_at >= now() - interval '15 days'
                    AND action IN ('imagine.flagged', 'imagine.held', 'imagine.blocked', 'picture.reported', 'moderation.approved', 'moderation.rejected', 'moderation.removed', 'user.banned')
                GROUP BY 1, 2)
            SELECT calendar.day, COALESCE(sum(done) FILTER (WHERE action IN ('imagine.flagged', 'imagine.held')), 0)::bigint, COALESCE(sum(done) FILTER (WHERE action = 'imagine.blocked'), 0)::bigint,
                COALESCE(sum(done) FILTER (WHERE action = 'picture.reported'), 0)::bigint,
                COALESCE(sum(done) FILTER (WHERE action LIKE 'moderation.%' OR action = 'user.banned'), 0)::bigint
            FROM {DaySeries} LEFT JOIN done ON done.day = calendar.day GROUP BY calendar.day ORDER BY calendar.day
            """,
            row => new DayActions(
                row.GetFieldValue<DateOnly>(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4)
            ),
            cancellationToken
        );

    /// <summary>Requests by network and kind, the most first.</summary>
    public Task<List<(string Platform, string Kind, long Count)>> KindsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            SELECT chat.platform, generation.kind, count(*) FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id
            WHERE generation.id >= $1 GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 12
            """,
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2)),
            cancellationToken,
            GenerationId.FirstAt(time.GetUtcNow().AddDays(-Days)).Value
        );
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
