using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>Whether the log goes on from where its newest witness saw it: after an older backup was put back it does
/// not.</summary>
public sealed class AuditContinuity(IDbContextFactory<FlashDb> databases, WitnessPlace place, TimeProvider time)
{
    /// <summary>Null when nothing is missing, or no one keeps witnesses.</summary>
    public async Task<AuditGap?> FindGapAsync(CancellationToken cancellationToken) =>
        await place.FindAsync(cancellationToken) is { } folder ? await FindGapAsync(folder, cancellationToken) : null;

    /// <inheritdoc cref="FindGapAsync(CancellationToken)"/>
    public async Task<AuditGap?> FindGapAsync(WitnessFolder folder, CancellationToken cancellationToken)
    {
        if (folder.Newest() is not { } newest || await IsInChainAsync([newest], cancellationToken) is [true])
        {
            return null;
        }

        return folder.ReadRestores().Any(restore => restore.Explains(newest))
            ? null
            : new AuditGap(newest, await AgreedAsync(folder, cancellationToken), await HeadAsync(cancellationToken));
    }

    /// <summary>Says that an older backup was put back on purpose: signed beside the checkpoints, and an entry of the
    /// log.</summary>
    /// <returns>The gap; null when there is none.</returns>
    /// <exception cref="IOException">The signing key is not there.</exception>
    public async Task<AuditGap?> AcknowledgeAsync(Moderator by, string reason, CancellationToken cancellationToken)
    {
        if (
            await place.FindAsync(cancellationToken) is not { } folder
            || await FindGapAsync(folder, cancellationToken) is not { } gap
        )
        {
            return null;
        }

        folder.Append(
            new AuditRestore(
                gap.Agreed,
                gap.Newest.Sequence,
                gap.Newest.Hash,
                by.Name,
                reason,
                time.GetUtcNow(),
                ""
            ).SignedWith(AuditKeys.LoadOrCreate(folder.Path))
        );

        // Crash here: the entry is missing, but verify says the same from the file.
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = by.Platform,
                ActorId = by.Id,
                ActorName = by.Name,
                Action = "audit.restore_acknowledged",
                Details = FlashJson.Write(
                    new
                    {
                        reason,
                        agreed = gap.Agreed,
                        head = gap.Head,
                        witness = gap.Newest.Sequence,
                        witnessHash = gap.Newest.Hash,
                        witnessedAt = gap.Newest.At,
                    }
                ),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return gap;
    }

    private async Task<long> AgreedAsync(WitnessFolder folder, CancellationToken cancellationToken)
    {
        var witnesses = folder.Read();
        var agree = await IsInChainAsync(witnesses.Checkpoints, cancellationToken);
        return witnesses
            .Checkpoints.Zip(agree)
            .Where(checkpoint => checkpoint.Second)
            .Select(checkpoint => checkpoint.First.Sequence)
            .DefaultIfEmpty()
            .Max();
    }

    private async Task<bool[]> IsInChainAsync(
        IReadOnlyList<AuditCheckpoint> checkpoints,
        CancellationToken cancellationToken
    )
    {
        long?[] sequences = [.. checkpoints.Select(checkpoint => checkpoint.Sequence)];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hashes = await db
            .AuditLog.Where(entry => sequences.Contains(entry.Sequence))
            .Select(entry => new { entry.Sequence, entry.Hash })
            .ToListAsync(cancellationToken);
        var known = hashes.ToLookup(
            entry => entry.Sequence,
            entry => entry.Hash is { } hash ? Convert.ToHexStringLower(hash) : ""
        );
        return [.. checkpoints.Select(checkpoint => known[checkpoint.Sequence].Contains(checkpoint.Hash))];
    }

    private async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AuditLog.MaxAsync(entry => entry.Sequence, cancellationToken) ?? 0;
    }
}

/// <summary>What the newest witness saw and the log does not hold any more.</summary>
/// <param name="Newest">That witness.</param>
/// <param name="Agreed">The last checkpoint that the log still agrees with; 0 for none.</param>
/// <param name="Head">Where the log ends now.</param>
public sealed record AuditGap(AuditCheckpoint Newest, long Agreed, long Head)
{
    /// <summary>For the person who starts Flash.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the audit log is older than its witness: a checkpoint of {Newest.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC "
                + $"was signed at entry {Newest.Sequence}, and the log, which ends at entry {Head}, "
                + $"does not hold that entry any more."
        );
}
