using Flash.Host.CommandLine;
using Flash.Host.LocalPostgres;
using Flash.Migrations;

namespace Flash.Host.Hosting;

/// <summary>The database a command works on: the configured one, or this machine's own for as long as the command
/// runs.</summary>
internal sealed class FlashDatabase : IAsyncDisposable
{
    private LocalDatabase? _local;

    private FlashDatabase(string connectionString, string ownerConnectionString, LocalDatabase? local)
    {
        (ConnectionString, OwnerConnectionString) = (connectionString, ownerConnectionString);
        _local = local;
    }

    /// <summary>What every process uses: it cannot change the audit log.</summary>
    public string ConnectionString { get; }

    /// <summary>What migrates: the tables are this role's. <c>ConnectionStrings:FlashOwner</c>, or the same when no one
    /// has said.</summary>
    public string OwnerConnectionString { get; }

    public bool IsLocal => _local is not null;

    /// <summary>
    /// Opens it and puts its connection string into <paramref name="configuration"/>, where every part looks for it.
    /// With
    /// <paramref name="share"/>, a local one that another process runs will do.
    /// </summary>
    public static async Task<FlashDatabase> OpenAsync(
        IConfigurationRoot configuration,
        bool share,
        Steps steps,
        CancellationToken cancellationToken
    )
    {
        if (configuration.GetConnectionString("Flash") is { } configured && !string.IsNullOrWhiteSpace(configured))
        {
            KeepIn(DataFolder.DefaultPath(), configuration);
            var owner = configuration.GetConnectionString("FlashOwner");
            return new FlashDatabase(configured, string.IsNullOrWhiteSpace(owner) ? configured : owner, null);
        }

        var options = LocalDatabaseOptions.From(configuration);
        var local = await steps.RunAsync("Starting PostgreSQL", () =>
            LocalDatabase.StartAsync(options, share, steps.Say, cancellationToken)
        );
        configuration["ConnectionStrings:Flash"] = local.ConnectionString;
        KeepIn(local.DataPath, configuration);
        return new FlashDatabase(local.ConnectionString, local.OwnerConnectionString, local);
    }

    /// <summary>The file of the master key, where no setting names another one.</summary>
    public static string KeyFileIn(string dataPath) => Path.Combine(dataPath, "personal.key");

    /// <summary>The master key and the witnesses of the log stand beside the database's files, not among them: a copy
    /// of the database does not hold them.</summary>
    private static void KeepIn(string dataPath, IConfigurationRoot configuration)
    {
        var root = configuration["Flash:DataPath"] is { Length: > 0 } chosen ? chosen : dataPath;
        if (
            string.IsNullOrWhiteSpace(configuration["Flash:Personal:MasterKey"])
            && string.IsNullOrWhiteSpace(configuration["Flash:Personal:MasterKeyFile"])
        )
        {
            configuration["Flash:Personal:MasterKeyFile"] = KeyFileIn(root);
        }

        if (string.IsNullOrWhiteSpace(configuration["Flash:Audit:DataFolder"]))
        {
            configuration["Flash:Audit:DataFolder"] = Path.Combine(root, "audit");
        }
    }

    /// <summary>An older program does not know what a newer one's tables mean.</summary>
    /// <exception cref="CommandFailedException">A newer version of Flash has migrated the database.</exception>
    public async Task EnsureNotNewerAsync(CancellationToken cancellationToken)
    {
        if (await FlashMigrator.UnknownAsync(ConnectionString, cancellationToken) is { Count: > 0 } unknown)
        {
            throw new CommandFailedException(Newer(unknown));
        }
    }

    /// <summary>What to say about migrations of a newer version.</summary>
    public static string Newer(IReadOnlyList<string> unknown) =>
        $"a newer version of Flash has changed this database ({unknown.Count} migrations that this version does not "
        + $"know, the last is {unknown[^1]}): run that version, or restore a backup from before.";

    /// <summary>Brings the database to this version, and gives the processes' role its rights.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) =>
        FlashMigrator.MigrateAsync(OwnerConnectionString, ConnectionString, cancellationToken);

    /// <summary>Tells a second start where this one is to be found.</summary>
    public void WriteAddress(string address) => _local?.WriteAddress(address);

    /// <summary>Where the process serves that runs the local database; null when none says so.</summary>
    public string? RunningAddress =>
        _local is { } local
        && new DataFolder(local.DataPath).ReadHolder().Split(", ") is [_, { Length: > 0 } address, ..]
            ? address
            : null;

    public async ValueTask DisposeAsync()
    {
        if (_local is { } local)
        {
            _local = null;
            await local.DisposeAsync();
        }
    }
}
