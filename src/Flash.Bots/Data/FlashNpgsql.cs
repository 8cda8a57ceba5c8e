using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>How contexts reach PostgreSQL.</summary>
public static class FlashNpgsql
{
    /// <summary>The one place that says how <see cref="FlashDb"/> reaches PostgreSQL.</summary>
    public static DbContextOptionsBuilder UseFlashNpgsql(
        this DbContextOptionsBuilder options,
        NpgsqlDataSource dataSource
    ) =>
        options
            .UseNpgsql(dataSource, npgsql => npgsql
                    .MigrationsAssembly("Flash.Migrations")
                    .MigrationsHistoryTable("migrations", FlashDb.Schema)
                    // Npgsql's own wraps the fault of a database that is away; who catches it wants the fault.
                    .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(PatientConnections.Instance)
            // A statement that fails throws, and who catches it knows whether that is worth a line in the log.
            .ConfigureWarnings(warnings =>
                warnings.Log(
                    (RelationalEventId.CommandExecuted, LogLevel.Debug),
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug)
                )
            );
}
