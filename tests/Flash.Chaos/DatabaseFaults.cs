using System.Collections.Concurrent;
using Flash.Migrations;
using Flash.Testing;
using Npgsql;

namespace Flash.Chaos;

/// <summary>A PostgreSQL server of the run's own, and what is done to it; one thing at a time.</summary>
/// <remarks>Nothing is written to the disk on purpose (fsync), yet what is committed outlives a crash of the server: the
/// system keeps it.</remarks>
public sealed class DatabaseFaults : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly PrivatePostgres server = PrivatePostgres.Create(
        "-c fsync=off -c full_page_writes=off -c max_connections=100 -c shared_buffers=64MB"
    );

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentQueue<(long From, long Until)> outages = new();
    private readonly TimeProvider time = TimeProvider.System;

    /// <summary>For the roles.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = "flash",
            Pooling = true,
        }.ConnectionString;

    /// <summary>When the server was away, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public IReadOnlyCollection<(long From, long Until)> Outages => outages;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(server.ConnectionString, "CREATE DATABASE flash", cancellationToken);
        await FlashMigrator.MigrateAsync(ConnectionString, cancellationToken);
    }

    public async Task RestartAsync(PlannedFault fault, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => server.Stop(fault.IsCrash ? "immediate" : "fast"), cancellationToken);
            var from = time.GetTimestamp();
            await Task.Delay(fault.For, cancellationToken);
            outages.Enqueue((from, time.GetTimestamp()));
            await Task.Run(server.Start, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public Task MakeReadOnlyAsync(TimeSpan length, CancellationToken cancellationToken) =>
        SetAsync("default_transaction_read_only", "on", length, cancellationToken);

    public Task LetTimeOutAsync(TimeSpan length, CancellationToken cancellationToken) =>
        SetAsync("statement_timeout", "'3ms'", length, cancellationToken);

    /// <summary>One number.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Undisturbed("flash"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The most sessions that the roles held at any look; looks twice a second until cancelled.</summary>
    public async Task<long> CountSessionsAsync(CancellationToken cancellationToken)
    {
        const string Sessions =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'flash' AND pid <> pg_backend_pid()";
        var most = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                most = Math.Max(most, await CountAsync(Sessions, cancellationToken));
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
            {
                // Away, as it is meant to be; or the run is over.
            }

            await Task.Delay(Look, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return most;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        server.Dispose();
        oneAtATime.Dispose();
    }

    // For every session that is there, too: they take it over when the server reads its settings again.
    private async Task SetAsync(string setting, string value, TimeSpan length, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await ExecuteAsync(Undisturbed("postgres"), $"ALTER SYSTEM SET {setting} = {value}", cancellationToken);
            await ExecuteAsync(Undisturbed("postgres"), "SELECT pg_reload_conf()", cancellationToken);
            await Task.Delay(length, cancellationToken);
            await ExecuteAsync(Undisturbed("postgres"), $"ALTER SYSTEM RESET {setting}", CancellationToken.None);
            await ExecuteAsync(Undisturbed("postgres"), "SELECT pg_reload_conf()", CancellationToken.None);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private string Undisturbed(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = database,
            Options = "-c default_transaction_read_only=off -c statement_timeout=0",
        }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
