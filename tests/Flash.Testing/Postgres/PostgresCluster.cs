using Npgsql;

namespace Flash.Testing;

/// <summary>The server the tests run on: the one <c>FLASH_TEST_POSTGRES</c> names, else a private one.</summary>
internal static class PostgresCluster
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Connects to the server's maintenance database, unpooled.</summary>
    public static string ConnectionString => Started.Value;

    /// <summary>This process started it and will stop it.</summary>
    public static bool IsPrivate { get; private set; }

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("FLASH_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return new NpgsqlConnectionStringBuilder(given) { Pooling = false }.ConnectionString;
        }

        IsPrivate = true;
        return PrivatePostgres
            .Create(
                "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB"
            )
            .ConnectionString;
    }
}
