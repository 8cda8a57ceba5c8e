using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;

namespace Flash.Bots.Moderation;

/// <summary>What people appeal against.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>Longest appeal, in characters; the rest is cut off.</summary>
    public const int MaxAppeal = 1_000;

    /// <summary>
    /// Someone disagrees with a decision about them: their ban, or else the latest of their pictures that was rejected
    /// or taken down. One appeal for each.
    /// </summary>
    public async Task<AppealOutcome> AppealAsync(Person by, string text, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            WITH person AS (SELECT id FROM flash.users WHERE platform = $1 AND external_id = $2),
            ban AS (
                SELECT bans.id FROM flash.bans JOIN person ON person.id = bans.user_id WHERE lifted_at IS NULL AND (until IS NULL OR until > now())),
            decided AS (
                SELECT generation.id FROM flash.generations generation JOIN person ON person.id = generation.user_id
                WHERE NOT EXISTS (SELECT FROM ban) AND (
                    generation.id IN (SELECT generation_id FROM flash.takedowns)
                    OR state = 'rejected')
                ORDER BY generation.id DESC LIMIT 1),
            matter AS (SELECT id AS ban_id, NULL::uuid AS generation_id FROM ban UNION ALL SELECT NULL, id FROM decided),
            taken AS (
                INSERT INTO flash.appeals (user_id, ban_id, generation_id, text) SELECT person.id, matter.ban_id, matter.generation_id, $4 FROM person, matter
                ON CONFLICT DO NOTHING RETURNING id, ban_id, generation_id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
                SELECT $1, $2, $3, 'appeal.made', generation_id, jsonb_build_object('appeal', id, 'ban', ban_id) FROM taken)
            SELECT (SELECT count(*) FROM matter), (SELECT count(*) FROM taken)
            """,
            StoredName.Of(by.Platform),
            PlainText.Clean(by.Id),
            PlainText.Clean(by.Name),
            PlainText.Shorten(PlainText.Clean(text), MaxAppeal)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1)) switch
        {
            (0, _) => AppealOutcome.NothingToAppeal,
            (_, 0) => AppealOutcome.AlreadyMade,
            _ => AppealOutcome.Taken,
        };
    }

    /// <summary>Answers an appeal; one that is granted against a ban lifts it. False when it is not open any
    /// more.</summary>
    public Task<bool> DecideAppealAsync(long appeal, bool granted, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH decided AS (
                UPDATE flash.appeals SET state = CASE WHEN $5 THEN 'granted' ELSE 'refused' END, decided_at = now(), decided_by = $4
                WHERE id = $1 AND state = 'open' RETURNING id, ban_id, generation_id, state),
            lifted AS (
                UPDATE flash.bans SET lifted_at = now(), lifted_by = $4 FROM decided WHERE bans.id = decided.ban_id AND $5 AND lifted_at IS NULL)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT $2, $3, $4, 'appeal.' || state, generation_id, jsonb_build_object('appeal', id, 'ban', ban_id) FROM decided
            """,
            cancellationToken,
            appeal,
            by.Platform,
            by.Id,
            by.Name,
            granted
        );
}

/// <summary>What became of an appeal.</summary>
public enum AppealOutcome
{
    /// <summary>The moderators have it.</summary>
    Taken,

    /// <summary>There is an appeal for this already, answered or not.</summary>
    AlreadyMade,

    /// <summary>Nothing was decided against this person.</summary>
    NothingToAppeal,
}
