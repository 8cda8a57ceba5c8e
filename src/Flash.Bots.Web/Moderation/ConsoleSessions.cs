using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>A session, as its owner and the admins see it. The secret is not among it: no one can read that
/// anywhere.</summary>
public sealed record ConsoleSession(
    long Id,
    string Moderator,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt,
    string Browser
);

/// <summary>Listing and ending sessions: one's own, and for admins everyone's.</summary>
internal sealed class ConsoleSessions(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    private const int MostListed = 200;

    private static readonly NamedSql End = NamedSql.Load("moderators/end_session");

    /// <summary>The sessions that still work, the latest used first.</summary>
    public async Task<List<ConsoleSession>> ListAsync(Moderator viewer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isAdmin = viewer.Role == ModeratorRole.Admin;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .ModeratorSessions.Where(session =>
                session.EndedAt == null
                && session.ExpiresAt > now
                && session.LastSeenAt > now - Moderators.IdleLifetime
                && session.Moderator!.RemovedAt == null // a session is a moderator's
                && (isAdmin || "moderator-" + session.ModeratorId == viewer.Id)
            )
            .OrderByDescending(session => session.LastSeenAt)
            .Take(MostListed)
            .Select(session => new ConsoleSession(
                session.Id,
                session.Moderator!.Name,
                session.CreatedAt,
                session.LastSeenAt,
                session.ExpiresAt,
                session.Browser
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends a session, and writes down who did. False when it is not theirs to end, or has ended.</summary>
    public async Task<bool> EndAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        await End.ExecuteAsync(
            databases,
            new
            {
                id,
                Now = time.GetUtcNow(),
                Everyones = by.Role == ModeratorRole.Admin,
                ById = by.Id,
                ByName = by.Name,
            },
            cancellationToken
        ) > 0;
}
