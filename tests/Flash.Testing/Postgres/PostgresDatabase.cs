using Flash.Migrations;
using Npgsql;

namespace Flash.Testing;

/// <summary>
/// A migrated PostgreSQL database of one's own, on a real server: the one <c>FLASH_TEST_POSTGRES</c> names, else a
/// private cluster that this process starts once and stops when it ends.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static string? template;

    private readonly string server;
    private readonly string name;

    private PostgresDatabase(string server, string name)
    {
        this.server = server;
        this.name = name;
        ConnectionString = On(server, name);
    }

    /// <summary>Connects as a superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>A fresh copy of the migrated template database.</summary>
    public static async Task<PostgresDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var server = PostgresCluster.ConnectionString;
        var name = NewName("test");

        // One at a time: CREATE DATABASE refuses a template that someone else is copying.
        await TemplateGate.WaitAsync(cancellationToken);
        try
        {
            template ??= await CreateTemplateAsync(server, cancellationToken);
            await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}", cancellationToken);
        }
        finally
        {
            TemplateGate.Release();
        }

        return new PostgresDatabase(server, name);
    }

    /// <summary>A database with nothing in it, for tests of the migrations themselves.</summary>
    public static async Task<PostgresDatabase> CreateEmptyAsync(CancellationToken cancellationToken)
    {
        var server = PostgresCluster.ConnectionString;
        var name = NewName("empty");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0", cancellationToken);
        return new PostgresDatabase(server, name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task<string> CreateTemplateAsync(string server, CancellationToken cancellationToken)
    {
        var name = NewName("template");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0", cancellationToken);
        await FlashMigrator.MigrateAsync(On(server, name), cancellationToken);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropTemplate(server, name);
        return name;
    }

    // Only matters on a server that outlives this process.
    private static void DropTemplate(string server, string name)
    {
        if (!PostgresCluster.IsPrivate)
        {
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }
    }

    private static string NewName(string purpose) => $"flash_{purpose}_{Guid.NewGuid():N}";

    private static string On(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = database,
            Pooling = true,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
