using Npgsql;

namespace Flash.Bots.Data;

/// <summary>What a server needs before migrations can run. Names are ours, never a person's.</summary>
public static class DatabaseCreation
{
    /// <summary>Makes a database, unless it is there.</summary>
    public static async Task EnsureDatabaseAsync(
        NpgsqlConnection connection,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Makes a role that may connect and nothing else, unless it is there.</summary>
    public static async Task EnsureLoginAsync(
        NpgsqlConnection connection,
        string role,
        CancellationToken cancellationToken
    )
    {
        await using var ensure = new NpgsqlCommand(
            $"""
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
                CREATE ROLE {role} LOGIN;
            END IF; END $$
            """,
            connection
        );
        await ensure.ExecuteNonQueryAsync(cancellationToken);
    }
}
