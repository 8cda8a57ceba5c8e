using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>Where the witnesses of this database's log are kept.</summary>
/// <remarks>
/// A folder that was named is used as it is. Below the folder for data each log has one of its own, named after the
/// hash of its first entry: the same after a backup was put back, and another one for another database. Each folder
/// also says of which database it is: a log that was computed anew from its first entry on does not get away with an
/// empty folder, but meets the old one.
/// </remarks>
public sealed class WitnessPlace(
    NpgsqlDataSource dataSource,
    IDbContextFactory<FlashDb> databases,
    IOptions<AuditOptions> options
)
{
    private const int NameLength = 16;

    private WitnessFolder? found;

    /// <summary>What the log itself remembers of the keys that signed here.</summary>
    public WitnessHistory History { get; init; } = new(databases);

    /// <summary>Null when no folder is set, or nothing is sealed yet and none says that it is of this database: a log
    /// that was emptied meets the witnesses it had.</summary>
    public async Task<WitnessFolder?> FindAsync(CancellationToken cancellationToken)
    {
        if (found is not null)
        {
            return found;
        }

        if (options.Value.Folder is { Length: > 0 } folder)
        {
            return found = new WitnessFolder(folder);
        }

        if (options.Value.DataFolder is not { Length: > 0 } data)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var first = await db
            .AuditLog.Where(entry => entry.Sequence == 1)
            .Select(entry => entry.Hash)
            .FirstOrDefaultAsync(cancellationToken);
        return first is not null
            ? found = Below(data, Convert.ToHexStringLower(first)[..NameLength])
            : OfThisDatabase(data);
    }

    /// <summary>Which database this is, as far as a connection string tells: the server and the name.</summary>
    internal string Database
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);

            // A server of this machine's own is reached by a folder, which may be another one tomorrow.
            var host = connection.Host is null or ['/', ..] ? "local" : $"{connection.Host}:{connection.Port}";
            return $"{host}/{connection.Database}";
        }
    }

    private WitnessFolder Below(string data, string name)
    {
        var mine = new WitnessFolder(Path.Combine(data, name));
        if (mine.HasCheckpoints || !Directory.Exists(data))
        {
            return mine;
        }

        return OfThisDatabase(data) ?? mine;
    }

    private WitnessFolder? OfThisDatabase(string data) =>
        Directory.Exists(data)
            ? Directory
                .EnumerateDirectories(data)
                .Order(StringComparer.Ordinal)
                .Select(folder => new WitnessFolder(folder))
                .FirstOrDefault(folder => folder.HasCheckpoints && folder.Database == Database)
            : null;

    /// <summary>What is kept there; <see cref="Witnesses.None"/> when no folder is set.</summary>
    public async Task<Witnesses> ReadAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } folder ? folder.Read() : Witnesses.None;
}
