using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>The moderators themselves: who they are, letting them go, and what they must show. Every act is in the
/// audit log.</summary>
public sealed class ModeratorTeam(IDbContextFactory<FlashDb> databases)
{
    private const int MostListed = 500;

    private static readonly NamedSql Remove = NamedSql.Load("moderators/remove");
    private static readonly NamedSql RequireSecondFactor = NamedSql.Load("moderators/require_second_factor");
    private static readonly NamedSql ResetSecondFactor = NamedSql.Load("moderators/reset_second_factor");

    /// <summary>Everyone who may enter, by name.</summary>
    public async Task<List<TeamMember>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Moderators.Where(row => row.RemovedAt == null)
            .OrderBy(row => row.Name.ToLower())
            .Take(MostListed)
            .Select(row => new TeamMember(
                row.Id,
                row.Name,
                row.Role,
                row.SignInName,
                row.SecondFactor != null,
                row.SecondFactorRequired,
                db.ModeratorSessions.Where(session => session.ModeratorId == row.Id)
                    .Max(session => (DateTimeOffset?)session.LastSeenAt)
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Who has that name; null when no one has.</summary>
    public async Task<TeamMember?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(member =>
            string.Equals(member.Name, name.Trim(), StringComparison.Ordinal)
        );

    /// <summary>Lets a moderator go: sessions and links of theirs end at once.</summary>
    public Task<bool> RemoveAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(Remove, "moderator.removed", by, new { id }, cancellationToken);

    /// <summary>Requires a second factor of a moderator, or no longer does.</summary>
    public Task<bool> RequireSecondFactorAsync(
        long id,
        bool isRequired,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            RequireSecondFactor,
            isRequired ? "moderator.second_factor_required" : "moderator.second_factor_not_required",
            by,
            new { id, isRequired },
            cancellationToken
        );

    /// <summary>For a moderator who lost both app and recovery codes: the second factor is gone and their sessions
    /// end.</summary>
    public Task<bool> ResetSecondFactorAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(ResetSecondFactor, "moderator.second_factor_reset", by, new { id }, cancellationToken);

    private async Task<bool> ActAsync(
        NamedSql act,
        string action,
        Moderator by,
        object parameters,
        CancellationToken cancellationToken
    ) => await act.ExecuteAsync(databases, new[] { by.Signature, new { action }, parameters }, cancellationToken) > 0;
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
