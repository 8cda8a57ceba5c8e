using Npgsql;

namespace Flash.Migrations;

/// <summary>What was done to a database: the rows of <c>flash.migrations</c>.</summary>
internal static class MigrationHistory
{
    // Versions before the first release named the column otherwise.
    private const string Applied = """
        SELECT coalesce(to_jsonb(migration) ->> 'migration_id', to_jsonb(migration) ->> 'MigrationId') AS id
        FROM flash.migrations migration ORDER BY id
        """;

    /// <summary>Oldest first; empty for a database that was never migrated.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT to_regclass('flash.migrations') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return [];
        }

        var applied = new List<string>();
        await using var command = new NpgsqlCommand(Applied, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            applied.Add(row.GetString(0));
        }

        return applied;
    }
}
