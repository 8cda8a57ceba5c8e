using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>The moderators themselves: who they are, letting them go, and what they must show. Every act is in the
/// audit log.</summary>
public sealed class ModeratorTeam(NpgsqlDataSource database)
{
    /// <summary>Everyone who may enter, by name.</summary>
    public Task<List<TeamMember>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            SELECT id, name, role, sign_in_name, second_factor IS NOT NULL, second_factor_required, (SELECT max(last_seen_at) FROM flash.moderator_sessions WHERE moderator_id = moderators.id)
            FROM flash.moderators WHERE removed_at IS NULL ORDER BY lower(name) LIMIT 500
            """,
            row => new TeamMember(
                row.GetInt64(0),
                row.GetString(1),
                StoredName.Parse<ModeratorRole>(row.GetString(2)),
                row.Text(3),
                row.GetBoolean(4),
                row.GetBoolean(5),
                row.Moment(6)
            ),
            cancellationToken
        );

    /// <summary>Who has that name; null when no one has.</summary>
    public async Task<TeamMember?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(member =>
            string.Equals(member.Name, name.Trim(), StringComparison.Ordinal)
        );

    /// <summary>Lets a moderator go: sessions and links of theirs end at once.</summary>
    public Task<bool> RemoveAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH done AS (UPDATE flash.moderators SET removed_at = now() WHERE id = $1 AND removed_at IS NULL RETURNING id, name),
            links AS (DELETE FROM flash.moderator_links USING done WHERE moderator_id = done.id AND used_at IS NULL),
            sessions AS (UPDATE flash.moderator_sessions SET ended_at = now() FROM done WHERE moderator_id = done.id AND ended_at IS NULL)
            """,
            "moderator.removed",
            id,
            by,
            cancellationToken
        );

    /// <summary>Requires a second factor of a moderator, or no longer does.</summary>
    public Task<bool> RequireSecondFactorAsync(
        long id,
        bool isRequired,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            $"""
            WITH done AS (UPDATE flash.moderators SET second_factor_required = {(
                isRequired ? "true" : "false"
            )} WHERE id = $1 AND removed_at IS NULL RETURNING id, name)
            """,
            isRequired ? "moderator.second_factor_required" : "moderator.second_factor_not_required",
            id,
            by,
            cancellationToken
        );

    /// <summary>For a moderator who lost both app and recovery codes: the second factor is gone and their sessions
    /// end.</summary>
    public Task<bool> ResetSecondFactorAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH done AS (
                UPDATE flash.moderators SET confirms_from = now() + interval '1 day', second_factor = NULL, second_factor_offered = NULL, failed_codes = 0, locked_until = NULL
                WHERE id = $1 AND (second_factor IS NOT NULL OR locked_until IS NOT NULL) RETURNING id, name),
            codes AS (DELETE FROM flash.moderator_recovery_codes USING done WHERE moderator_id = done.id),
            sessions AS (UPDATE flash.moderator_sessions SET ended_at = now() FROM done WHERE moderator_id = done.id AND ended_at IS NULL)
            """,
            "moderator.second_factor_reset",
            id,
            by,
            cancellationToken
        );

    private async Task<bool> ActAsync(
        string done,
        string action,
        long id,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        await database.ExecuteAsync(
            $"""
            {done}
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $2, $3, $4, $5, jsonb_build_object('moderator', 'moderator-' || id, 'name', name) FROM done
            """,
            cancellationToken,
            id,
            by.Platform,
            by.Id,
            by.Name,
            action
        ) > 0;
}

/// <summary>A moderator, as admins see them.</summary>
public sealed record TeamMember(
    long Id,
    string Name,
    ModeratorRole Role,
    string? SignInName,
    bool HasSecondFactor,
    bool MustHaveSecondFactor,
    DateTimeOffset? LastSeenAt
);
