using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Bans.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>
    /// Keeps a person from asking for pictures, for good when <paramref name="length"/> is null. A ban that is in force
    /// is replaced. What goes beyond
    /// <see cref="ModerationOptions.SecondModeratorAfterDays"/> waits for another moderator (<see
    /// cref="ConfirmBanAsync"/>); the first days count at once.
    /// </summary>
    /// <returns>The ban as it stands.</returns>
    public Task<BanInForce> BanAsync(
        Platform platform,
        string userId,
        TimeSpan? length,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) => BanAsync(platform, userId, length, reason, about: null, by, cancellationToken);

    /// <inheritdoc cref="BanAsync(Platform, string, TimeSpan?, string, Moderator, CancellationToken)"/>
    /// <param name="platform">The person's network.</param>
    /// <param name="userId">The network's id of the person.</param>
    /// <param name="length">Null for good.</param>
    /// <param name="reason">Shown to the person.</param>
    /// <param name="about">The generation that led to it, if one did: its card says so.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<BanInForce> BanAsync(
        Platform platform,
        string userId,
        TimeSpan? length,
        string reason,
        GenerationId? about,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        var days = options.Value.SecondModeratorAfterDays;
        var alone = days == 0 ? (TimeSpan?)null : TimeSpan.FromDays(days);
        var waits = alone is { } limit && (length is null || length > limit);
        await using var command = dataSource.Command(
            $"""
            WITH {PersonCte},
            lifted AS (
                UPDATE flash.bans SET lifted_at = now(), lifted_by = $5 FROM person WHERE bans.user_id = person.id AND lifted_at IS NULL RETURNING bans.id),
            banned AS (
                INSERT INTO flash.bans (user_id, reason, banned_by, until, wanted_until, wanted_by, generation_id)
                SELECT id, $3, $5, now() + $4::interval, CASE WHEN $8 THEN coalesce(now() + $9::interval, 'infinity') END, CASE WHEN $8 THEN $10 END, $11
                FROM person, (SELECT count(*) FROM lifted) first RETURNING id, until, wanted_until),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT $6, $7, $5, 'user.banned', jsonb_build_object('platform', $1, 'user', $2, 'ban', id, 'reason', $3, 'until', until)
                    || CASE WHEN $8 THEN jsonb_build_object('wantedUntil', wanted_until) ELSE '{"{}"}' END
                FROM banned)
            SELECT id, until FROM banned
            """,
            StoredName.Of(platform),
            PlainText.Clean(userId),
            PlainText.Clean(reason),
            SqlCommands.Interval(waits ? alone : length),
            by.Name,
            by.Platform,
            by.Id,
            waits,
            SqlCommands.Interval(length),
            by.Key,
            SqlCommands.Uuid(about?.Value)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new BanInForce(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1), waits);
    }

    /// <summary>Gives a ban the length it was asked for. Only someone other than who asked for it can, while it is in
    /// force.</summary>
    public async Task<BanConfirmation> ConfirmBanAsync(long ban, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            WITH ban AS (
                SELECT bans.id, wanted_by, wanted_until, person.platform, person.external_id FROM flash.bans JOIN flash.users person ON person.id = bans.user_id
                WHERE bans.id = $1 AND lifted_at IS NULL AND (until IS NULL OR until > now()) AND wanted_until IS NOT NULL FOR UPDATE OF bans),
            fresh AS (SELECT FROM flash.moderators WHERE $2 = 'flash' AND $3 = 'moderator-' || id AND confirms_from > now()),
            confirmed AS (
                UPDATE flash.bans SET until = nullif(ban.wanted_until, 'infinity'), wanted_until = NULL, wanted_by = NULL, confirmed_by = $4
                FROM ban WHERE bans.id = ban.id AND ban.wanted_by <> $5 AND NOT EXISTS (SELECT FROM fresh) RETURNING bans.id, until, ban.platform, ban.external_id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT $2, $3, $4, 'ban.confirmed', jsonb_build_object('platform', platform, 'user', external_id, 'ban', id, 'until', until) FROM confirmed)
            SELECT CASE WHEN EXISTS (SELECT FROM confirmed) THEN 1 WHEN wanted_by <> $5 THEN 2 ELSE 0 END FROM ban
            """,
            ban,
            by.Platform,
            by.Id,
            by.Name,
            by.Key
        );
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => BanConfirmation.NotWaiting,
            0 => BanConfirmation.NeedsSomebodyElse,
            2 => BanConfirmation.TooNew,
            _ => BanConfirmation.Confirmed,
        };
    }

    /// <summary>False when no ban was in force.</summary>
    public Task<bool> UnbanAsync(Platform platform, string userId, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH lifted AS (
                UPDATE flash.bans SET lifted_at = now(), lifted_by = $3 FROM flash.users person
                WHERE person.id = bans.user_id AND person.platform = $1 AND person.external_id = $2 AND lifted_at IS NULL AND (until IS NULL OR until > now())
                RETURNING bans.id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $4, $5, $3, 'user.unbanned', jsonb_build_object('platform', $1, 'user', $2) FROM lifted LIMIT 1
            """,
            cancellationToken,
            StoredName.Of(platform),
            PlainText.Clean(userId),
            by.Name,
            by.Platform,
            by.Id
        );
}
