using Flash.Bots;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Migrations;

/// <summary>Brings a PostgreSQL database to what this program expects, and says what is missing.</summary>
public static class FlashMigrator
{
    // Any constant will do, as long as every version of Flash uses the same.
    private const long AdvisoryLock = 0x466C617368; // "Flash"

    /// <inheritdoc cref="MigrateAsync(string, string?, CancellationToken)"/>
    public static Task MigrateAsync(string connectionString, CancellationToken cancellationToken) =>
        MigrateAsync(connectionString, null, cancellationToken);

    /// <summary>
    /// Applies every pending migration, Hangfire's schema and the trigger that tells workers of new jobs. Harmless when
    /// there is nothing to do, and safe when several processes start at once: one migrates, the others wait and find
    /// nothing left.
    /// </summary>
    /// <param name="connectionString">The role that everything belongs to.</param>
    /// <param name="applicationConnectionString">
    /// How Flash's processes connect. Its role is made when there is none and given what it needs, but no right to
    /// change the audit log. Null, or the same role: the processes own everything, and only triggers protect the log.
    /// </param>
    /// <param name="cancellationToken">Stops between two migrations.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached or refused a statement.</exception>
    /// <exception cref="InvalidOperationException">Another version of Flash made this database: <see
    /// cref="UnknownAsync(string, CancellationToken)"/>. Nothing was changed.</exception>
    public static async Task MigrateAsync(
        string connectionString,
        string? applicationConnectionString,
        CancellationToken cancellationToken
    )
    {
        await using var dataSource = DataSource(connectionString);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);

        // Held by this session: a migrator that dies lets go of it.
        await using (
            var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection)
            {
                Parameters = { new() { Value = AdvisoryLock } },
                CommandTimeout = 0,
            }
        )
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await UnknownAsync(dataSource, cancellationToken) is [_, ..] unknown)
        {
            throw new InvalidOperationException(
                $"The database was made by another version of Flash: this one does not know {string.Join(", ", unknown)}."
            );
        }

        await using (var db = CreateDb(dataSource))
        {
            await db.Database.MigrateAsync(cancellationToken);
        }

        await HangfireSchema.InstallAsync(dataSource, cancellationToken);
        if (
            applicationConnectionString is not null
            && new NpgsqlConnectionStringBuilder(applicationConnectionString)
                is { Username: { Length: > 0 } role } application
            && role != new NpgsqlConnectionStringBuilder(connectionString).Username
        )
        {
            await ApplicationRole.EnsureAsync(dataSource, role, application.Password, cancellationToken);
        }

        await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection)
        {
            Parameters = { new() { Value = AdvisoryLock } },
        };
        await unlock.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The migrations this program has and the database does not, oldest first; empty when it is up to
    /// date.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public static async Task<IReadOnlyList<string>> PendingAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await using var dataSource = DataSource(connectionString);
        var applied = await MigrationHistory.AppliedAsync(dataSource, cancellationToken);
        await using var db = CreateDb(dataSource);
        var pending = new List<string>(db.Database.GetMigrations().Except(applied));
        if (!await HangfireSchema.IsInstalledAsync(dataSource, cancellationToken))
        {
            pending.Add("Hangfire");
        }

        return pending;
    }

    /// <summary>The migrations the database has and this program does not know, oldest first: another version of Flash
    /// made them. Empty when this program may work on it.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public static async Task<IReadOnlyList<string>> UnknownAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await using var dataSource = DataSource(connectionString);
        return await UnknownAsync(dataSource, cancellationToken);
    }

    /// <summary>Whether the classes in <c>Flash.Bots/Data</c> say something that no migration does yet.</summary>
    public static bool HasPendingModelChanges()
    {
        using var dataSource = DataSource("Host=localhost");
        using var db = CreateDb(dataSource);
        return db.Database.HasPendingModelChanges();
    }

    private static async Task<IReadOnlyList<string>> UnknownAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        await using var db = CreateDb(dataSource);
        var applied = await MigrationHistory.AppliedAsync(dataSource, cancellationToken);
        return [.. applied.Except(db.Database.GetMigrations())];
    }

    // Unpooled: a migrator leaves no connection behind, and databases made for a test can be dropped at once.
    private static NpgsqlDataSource DataSource(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });

    private static FlashDb CreateDb(NpgsqlDataSource dataSource)
    {
        var options = new DbContextOptionsBuilder<FlashDb>();
        options.UseFlashNpgsql(dataSource);
        return new FlashDb(options.Options);
    }
}
