using Npgsql;

namespace Flash.Bots.Privacy;

/// <summary>Before a process starts: the master key is the one that wrapped what is in the database. With another one,
/// or a fresh one, everything that people's keys sealed would look erased.</summary>
public sealed class MasterKeyCheck(NpgsqlDataSource dataSource, MasterKey master)
{
    /// <summary>Why this process must not start, as a sentence that names what would be lost; null when it may.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            SELECT count(*), count(DISTINCT (platform, external_id)), (SELECT count(*) FROM flash.pictures)
            FROM flash.personal_keys WHERE wrapped IS NOT NULL AND master IS DISTINCT FROM $1
            """
        );

        // A file that is gone is not made anew here: reading the fingerprint would make it.
        var missing = master.MissingFile;
        command.Parameters.Add(new() { Value = missing is null ? master.Fingerprint : [] });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (keys, people, pictures) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        return keys == 0
            ? null
            : $"{(missing is null ? "the master key is another one than" : $"{missing} is gone: it held the master key")} that wrapped {keys} keys of {people} people in this database. Without it their names and prompts in the audit log and up to {pictures} thumbnails stay unreadable for good: bring the key back (Flash:Personal:MasterKey, or the file from your backup; docs/operations.md), nothing was changed.";
    }
}
