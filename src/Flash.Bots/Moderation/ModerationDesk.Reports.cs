using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>What people report.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>Longest reason, in characters; the rest is cut off.</summary>
    public const int MaxReason = 500;

    /// <summary>Someone finds something wrong with a picture. Safe to repeat: one person's report of one generation
    /// counts once.</summary>
    /// <param name="id">The generation; anyone's, in any state. That it stands in the reporter's chat is for the
    /// caller to check.</param>
    /// <param name="pictureIndex">Which picture, 1-based; null for the whole.</param>
    /// <param name="by">Who reports it.</param>
    /// <param name="reason">In their words; may be empty.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<ReportOutcome> ReportAsync(
        GenerationId id,
        int? pictureIndex,
        Person by,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH generation AS (SELECT generation.id, chat.external_id FROM flash.generations generation JOIN flash.chats chat ON chat.id = generation.chat_id WHERE generation.id = $4),
            today AS (
                SELECT count(*) AS made FROM flash.reports report JOIN flash.users person ON person.id = report.user_id
                WHERE person.platform = $1 AND person.external_id = $2 AND report.created_at > now() - interval '24 hours'),
            person AS (
                INSERT INTO flash.users (platform, external_id, name) SELECT $1, $2, $3 FROM generation, today WHERE today.made < $7
                ON CONFLICT (platform, external_id) DO UPDATE SET name = EXCLUDED.name RETURNING id),
            taken AS (
                INSERT INTO flash.reports (generation_id, picture_index, user_id, reason) SELECT generation.id, $5, person.id, $6 FROM generation, person
                ON CONFLICT (generation_id, user_id) DO NOTHING RETURNING id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
                SELECT $1, $2, $3, 'picture.reported', generation.id, generation.external_id, jsonb_build_object('report', taken.id, 'index', $5::integer) FROM taken, generation)
            SELECT (SELECT count(*) FROM generation), (SELECT count(*) FROM person), (SELECT count(*) FROM taken)
            """,
            StoredName.Of(by.Platform),
            PlainText.Clean(by.Id),
            PlainText.Clean(by.Name),
            id.Value,
            SqlCommands.Integer(pictureIndex),
            PlainText.Shorten(PlainText.Clean(reason), MaxReason),
            options.Value.ReportsPerDay
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) switch
        {
            (0, _, _) => ReportOutcome.Unknown,
            (_, 0, _) => ReportOutcome.TooMany,
            (_, _, 0) => ReportOutcome.AlreadyReported,
            _ => ReportOutcome.Taken,
        };
    }

    /// <summary>Closes the open reports of a generation as nothing to act on. False when none is open. What is acted on
    /// is <see cref="TakeDownAsync"/>.</summary>
    public Task<bool> DismissReportsAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH dismissed AS (
                UPDATE flash.reports SET state = 'dismissed', decided_at = now(), decided_by = $4 WHERE generation_id = $1 AND state = 'open' RETURNING id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT $2, $3, $4, 'reports.dismissed', $1, jsonb_build_object('reports', jsonb_agg(id)) FROM dismissed HAVING count(*) > 0
            """,
            cancellationToken,
            id.Value,
            by.Platform,
            by.Id,
            by.Name
        );
}

/// <summary>What became of a report.</summary>
public enum ReportOutcome
{
    /// <summary>The moderators have it.</summary>
    Taken,

    /// <summary>This person had reported this one before.</summary>
    AlreadyReported,

    /// <summary>There is no such generation.</summary>
    Unknown,

    /// <summary>This person has reported as much as one may in a day.</summary>
    TooMany,
}
