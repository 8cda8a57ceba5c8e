using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Bots.Privacy;

/// <summary>Before a process starts: the master key is the one that wrapped what is in the database. With another one,
/// or a fresh one, everything that people's keys sealed would look erased.</summary>
public sealed class MasterKeyCheck(IDbContextFactory<FlashDb> databases, MasterKey master)
{
    /// <summary>Why this process must not start, as a sentence that names what would be lost; null when it
    /// may.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        // A file that is gone is not made anew here: reading the fingerprint would make it.
        var missing = master.MissingFile;
        var fingerprint = missing is null ? master.Fingerprint : [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var others = db.PersonalKeys.Where(key => key.Wrapped != null && key.Master != fingerprint);
        var keys = await others.CountAsync(cancellationToken);
        if (keys == 0)
        {
            return null;
        }

        var people = await others
            .Select(key => new { key.Platform, key.ExternalId })
            .Distinct()
            .CountAsync(cancellationToken);
        var pictures = await db.Pictures.LongCountAsync(cancellationToken);
        var found = missing is null
            ? "the master key is another one than"
            : $"{missing} is gone: it held the master key";
        return $"{found} that wrapped {keys} keys of {people} people in this database. Without it their names and "
            + $"prompts in the audit log and up to {pictures} thumbnails stay unreadable for good: bring the key back "
            + "(Flash:Personal:MasterKey, or the file from your backup; docs/operations.md), nothing was changed.";
    }
}
