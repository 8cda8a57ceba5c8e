using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Bans.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql Ban = NamedSql.Load("moderation/ban");
    private static readonly NamedSql ConfirmBan = NamedSql.Load("moderation/confirm_ban");
    private static readonly NamedSql Unban = NamedSql.Load("moderation/unban");

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
        var ban = (
            await Ban.ReadAsync<Banned>(
                databases,
                new[]
                {
                    by.Signature,
                    new
                    {
                        platform,
                        User = PlainText.Clean(userId),
                        Reason = PlainText.Clean(reason),
                        NowFor = waits ? alone : length,
                        waits,
                        length,
                        about,
                    },
                },
                cancellationToken
            )
        )[0];
        return new BanInForce(ban.Id, ban.Until, waits);
    }

    /// <summary>Gives a ban the length it was asked for. Only someone other than who asked for it can, while it is in
    /// force.</summary>
    public async Task<BanConfirmation> ConfirmBanAsync(long ban, Moderator by, CancellationToken cancellationToken)
    {
        var confirmed = await ConfirmBan.ReadAsync<int>(
            databases,
            new[] { by.Signature, new { ban } },
            cancellationToken
        );
        return confirmed switch
        {
            [] => BanConfirmation.NotWaiting,
            [0] => BanConfirmation.NeedsSomebodyElse,
            [2] => BanConfirmation.TooNew,
            _ => BanConfirmation.Confirmed,
        };
    }

    /// <summary>False when no ban was in force.</summary>
    public Task<bool> UnbanAsync(Platform platform, string userId, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(Unban, by, new { platform, User = PlainText.Clean(userId) }, cancellationToken);

    private sealed record Banned(long Id, DateTimeOffset? Until);
}
