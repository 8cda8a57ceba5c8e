using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Privacy;

/// <summary>
/// Wraps everything that the master key has wrapped or sealed with another one, in one transaction: people's keys,
/// evidence, and moderators' second factors. What people's keys sealed stays as it is, the audit log included.
/// </summary>
public sealed class MasterKeyRotation(IDbContextFactory<FlashDb> databases, MasterKey master)
{
    private static readonly NamedSql Processes = NamedSql.Load("privacy/processes");

    private const int Chunk = 1_000;

    /// <summary>How many processes of Flash are connected: they know the old key only, so they must stop
    /// first.</summary>
    public async Task<int> CountProcessesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await Processes.ReadAsync<int>(db, null, cancellationToken)).Single();
    }

    /// <summary>Whether this key has wrapped what is in the database, and no other.</summary>
    public async Task<bool> IsInForceAsync(byte[] key, CancellationToken cancellationToken)
    {
        var fingerprint = MasterKey.FingerprintOf(key);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var wrapped = db.PersonalKeys.Where(row => row.Wrapped != null);
        return await wrapped.AnyAsync(cancellationToken)
            && !await wrapped.AnyAsync(row => row.Master != fingerprint, cancellationToken);
    }

    /// <summary>From now on <paramref name="fresh"/> is the master key of this database.</summary>
    /// <exception cref="WrongMasterKeyException">This process's key has not wrapped what is there; nothing was
    /// changed.</exception>
    public async Task<RotatedKeys> RotateAsync(byte[] fresh, Moderator by, CancellationToken cancellationToken)
    {
        var fingerprint = MasterKey.FingerprintOf(fresh);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (keys, last) = (0, 0L);
        while (true)
        {
            var rows = await db
                .PersonalKeys.AsTracking()
                .Where(row => row.Wrapped != null && row.Id > last)
                .OrderBy(row => row.Id)
                .Take(Chunk)
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var person = new PersonId(row.Platform, row.ExternalId).ToString();
                row.Wrapped = Again(row.Wrapped!, person, fresh); // the query asked for those that have it
                row.Master = fingerprint;
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            keys += rows.Count;
            if (rows.Count < Chunk)
            {
                break;
            }

            last = rows[^1].Id;
        }

        var evidence = await db
            .Evidence.AsTracking()
            .Where(row => row.ReleasedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var row in evidence)
        {
            row.Box = Again(row.Box, SealedPlaces.Evidence, fresh);
        }

        var moderators = await db
            .Moderators.AsTracking()
            .Where(row => row.SecondFactor != null || row.SecondFactorOffered != null)
            .ToListAsync(cancellationToken);
        foreach (var row in moderators)
        {
            var place = SealedPlaces.SecondFactor($"moderator-{row.Id}");
            row.SecondFactor = row.SecondFactor is { } set ? Again(set, place, fresh) : null;
            row.SecondFactorOffered = row.SecondFactorOffered is { } offered ? Again(offered, place, fresh) : null;
        }

        var rotated = new RotatedKeys(keys, evidence.Count, moderators.Count);
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = by.Platform,
                ActorId = by.Id,
                ActorName = by.Name,
                Action = "master_key.rotated",
                Details = JsonSerializer.Serialize(rotated, JsonSerializerOptions.Web),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rotated;
    }

    private byte[] Again(byte[] box, string place, byte[] fresh) =>
        SealedBox.Seal(fresh, master.Open(box, place) ?? throw new WrongMasterKeyException(), place);
}

/// <summary>What was wrapped with another master key.</summary>
/// <param name="PersonalKeys">People's keys.</param>
/// <param name="Evidence">Copies that are preserved for reports.</param>
/// <param name="SecondFactors">Moderators who have one.</param>
public sealed record RotatedKeys(int PersonalKeys, int Evidence, int SecondFactors);
