using System.Numerics;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Moderation;

/// <summary>Judges what was drawn by what it looks like. Every process reads the ban list anew every few
/// seconds.</summary>
public sealed class PictureChecks(
    IDbContextFactory<FlashDb> databases,
    IOptions<ModerationOptions> options,
    TimeProvider time
)
{
    /// <summary>How long a process may not know of a newly banned picture.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private volatile Snapshot? snapshot;

    /// <summary>Judges the pictures of one generation.</summary>
    /// <param name="hashes">Their perceptual hashes.</param>
    /// <param name="isFlagged">Whether the model's safety checker flagged any of them.</param>
    /// <param name="isAgeRestricted">Whether the chat is one that its network keeps for adults.</param>
    /// <param name="cancellationToken">Stops at the database call.</param>
    public async Task<PictureVerdict> JudgeAsync(
        IReadOnlyCollection<ulong> hashes,
        bool isFlagged,
        bool isAgeRestricted,
        CancellationToken cancellationToken
    )
    {
        var near = (await BannedAsync(cancellationToken))
            .Where(banned => hashes.Any(hash => IsNear(hash, banned.Hash)))
            .ToList();
        var strictest = near.Select(banned => banned.Action)
            .Append(isFlagged ? Flagged(isAgeRestricted) : PictureAction.Deliver)
            .Max();
        return strictest == PictureAction.Deliver && near.Count == 0 && !isFlagged
            ? PictureVerdict.Fine
            : new PictureVerdict(strictest, [.. near.Select(banned => banned.Id)], isFlagged);
    }

    /// <summary>For previews: whether a picture looks like a banned one. Null while nothing is banned, and hashing
    /// would be for nothing.</summary>
    public async Task<Predicate<ulong>?> LooksBannedAsync(CancellationToken cancellationToken) =>
        await BannedAsync(cancellationToken) is { Count: > 0 } banned
            ? hash => banned.Any(entry => IsNear(hash, entry.Hash))
            : null;

    private bool IsNear(ulong first, ulong second) =>
        BitOperations.PopCount(first ^ second) <= options.Value.PictureDistance;

    private async Task<IReadOnlyList<(long Id, ulong Hash, PictureAction Action)>> BannedAsync(
        CancellationToken cancellationToken
    )
    {
        if (snapshot is { } current && time.GetElapsedTime(current.ReadAt) <= MaxAge)
        {
            return current.Banned;
        }

        var readAt = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .BannedPictures.Where(picture => picture.RemovedAt == null)
            .OrderBy(picture => picture.Id)
            .Select(picture => new
            {
                picture.Id,
                picture.PerceptualHash,
                picture.Action,
            })
            .ToListAsync(cancellationToken);
        var banned = rows.ConvertAll(row =>
            (
                row.Id,
                unchecked((ulong)row.PerceptualHash),
                row.Action == RuleAction.Block ? PictureAction.Block : PictureAction.Hold // the only two
            )
        );
        snapshot = new Snapshot(readAt, banned);
        return banned;
    }

    private sealed record Snapshot(long ReadAt, IReadOnlyList<(long Id, ulong Hash, PictureAction Action)> Banned);

    private PictureAction Flagged(bool isAgeRestricted) =>
        isAgeRestricted && options.Value.Adult == AdultContent.AgeRestricted
            ? PictureAction.Spoiler
            : options.Value.FlaggedPictures;
}
