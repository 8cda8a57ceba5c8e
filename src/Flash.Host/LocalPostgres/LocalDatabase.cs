using Flash.Bots.Data;
using Flash.Host.CommandLine;
using Npgsql;

namespace Flash.Host.LocalPostgres;

/// <summary>This machine's own database: found or made, started, and stopped with the process that started
/// it.</summary>
internal sealed class LocalDatabase : IAsyncDisposable
{
    private const string Name = "flash";

    // The cluster's superuser owns everything; the processes are someone who cannot change the audit log.
    private const string Owner = "flash";
    private const string Application = "flash_app";

    private readonly FileStream? _lock;
    private readonly PostgresServer? _server;
    private readonly DataFolder _data;

    private LocalDatabase(DataFolder data, string socketFolder, FileStream? @lock, PostgresServer? server)
    {
        _data = data;
        ConnectionString = ConnectionStringFor(socketFolder, Name, Application);
        OwnerConnectionString = ConnectionStringFor(socketFolder, Name, Owner);
        _lock = @lock;
        _server = server;
    }

    public string ConnectionString { get; }

    /// <summary>As the cluster's superuser, for migrations.</summary>
    public string OwnerConnectionString { get; }

    public string DataPath => _data.Root;

    /// <summary>Starts it.</summary>
    /// <param name="options">Where its data and its programs are.</param>
    /// <param name="share">When another process runs it already: use that one (a look at the database) rather than
    /// refuse (a second "flash up").</param>
    /// <param name="say">Receives a sentence worth showing.</param>
    /// <param name="cancellationToken">Gives up and stops what was started.</param>
    public static async Task<LocalDatabase> StartAsync(
        LocalDatabaseOptions options,
        bool share,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        var (data, user) = await PlaceAsync(options, say, cancellationToken);
        var connectionString = ConnectionStringFor(SocketFolder.PathFor(data), Name, Owner);
        var held = data.TryLock();
        if (held is null)
        {
            return share && await PostgresServer.AnswersAsync(connectionString, cancellationToken)
                ? new LocalDatabase(data, SocketFolder.PathFor(data), null, null)
                : throw new CommandFailedException(
                    $"Flash is already running with the data in {data.Root} ({data.ReadHolder()}): stop it first, or "
                        + $"set Flash:DataPath to another folder."
                );
        }

        try
        {
            data.WriteHolder(address: null);
            var programs = await PostgresPrograms.FindAsync(
                options.PostgresPath,
                data.ClusterVersion,
                cancellationToken
            );
            await PostgresCluster.EnsureAsync(programs, data, user, cancellationToken);
            var socketFolder = await SocketFolder.CreateAsync(data, user, cancellationToken);
            var maintenance = ConnectionStringFor(socketFolder, "postgres", Owner);
            var server = await PostgresServer.StartAsync(
                programs,
                data,
                user,
                socketFolder,
                maintenance,
                cancellationToken
            );
            await CreateDatabaseAsync(maintenance, cancellationToken);
            return new LocalDatabase(data, socketFolder, held, server);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells a second start where the first one is to be found.</summary>
    public void WriteAddress(string address) => _data.WriteHolder(address);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    /// <summary>The data folder, moved to where the server's user can reach it if that takes moving.</summary>
    private static async Task<(DataFolder Data, ServerUser User)> PlaceAsync(
        LocalDatabaseOptions options,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        var path = options.DataPath ?? DataFolder.DefaultPath();
        var data = DataFolder.Open(path);
        var user = await ServerUser.ForAsync(data.Cluster, cancellationToken);
        if (user.Name is null || await user.CanEnterAsync(data.Root, cancellationToken))
        {
            return (data, user);
        }

        var reachable = DataFolder.ReachablePathFor(path);
        say($"PostgreSQL runs as the user {user.Name}, who may not enter {data.Root}; the data is in {reachable}.");
        data = DataFolder.Open(reachable);
        return (data, await ServerUser.ForAsync(data.Cluster, cancellationToken));
    }

    private static string ConnectionStringFor(string socketFolder, string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Port = 5432,
            Username = user,
            Database = database,
            ApplicationName = "flash",
            Pooling = database == Name,
        }.ConnectionString;

    private static async Task CreateDatabaseAsync(string maintenance, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(cancellationToken);
        await DatabaseCreation.EnsureDatabaseAsync(connection, Name, cancellationToken);

        // Its rights come with the migrations; here it is only someone who may connect.
        await DatabaseCreation.EnsureLoginAsync(connection, Application, cancellationToken);
    }
}
