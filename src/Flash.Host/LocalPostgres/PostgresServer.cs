using System.Diagnostics;
using System.Runtime.InteropServices;
using Flash.Host.CommandLine;
using Npgsql;

namespace Flash.Host.LocalPostgres;

/// <summary>The running server. Disposing stops it; when the process dies instead, the kernel interrupts it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const int Interrupt = 2; // PostgreSQL's fast shutdown: roll back, write everything, end.
    private const int Quit = 3; // Its immediate shutdown: end now, recover at the next start.

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(30);

    private readonly Process _process;

    private PostgresServer(Process process) => _process = process;

    public static async Task<PostgresServer> StartAsync(
        PostgresPrograms programs,
        DataFolder data,
        ServerUser user,
        string socketFolder,
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await LeftoverServer.StopAsync(data, cancellationToken);
        var command = user.RunWhileWeLive([programs.Postgres, "-D", data.Cluster, .. Settings(socketFolder)]);
        var server = new PostgresServer(await StartOnItsOwnThreadAsync(command, data.ServerLog));
        try
        {
            await server.WaitUntilReadyAsync(data, connectionString, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a server answers at this connection string.</summary>
    public static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var signal in (int[])[Interrupt, Quit])
        {
            if (_process.HasExited)
            {
                break;
            }

            _ = Kill(_process.Id, signal);
            using var timeout = new CancellationTokenSource(StopTimeout);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                // The next, harsher signal follows.
            }
        }

        _process.Dispose();
    }

    internal static void Signal(int processId, bool immediately) => _ = Kill(processId, immediately ? Quit : Interrupt);

    /// <summary>A laptop's share of memory, no network, and no just-in-time compiler, which costs more than our queries
    /// do.</summary>
    private static IEnumerable<string> Settings(string socketFolder)
    {
        string[] settings =
        [
            "listen_addresses=",
            $"unix_socket_directories={socketFolder}",
            "unix_socket_permissions=0700",
            "port=5432",
            "shared_buffers=64MB",
            "max_connections=150",
            "jit=off",
            "max_wal_size=256MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_parallel_workers_per_gather=0",
            "logging_collector=off",
            "log_checkpoints=off",
            "timezone=UTC",
        ];
        return settings.SelectMany(setting => (string[])["-c", setting]);
    }

    /// <remarks>
    /// The kernel's signal to a child comes when the thread that started it ends, not the process. Threads of the pool
    /// end when idle, so the server gets one that stays until it has exited.
    /// </remarks>
    private static Task<Process> StartOnItsOwnThreadAsync(IReadOnlyList<string> command, string log)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var keeper = new Thread(() =>
        {
            try
            {
                // Its output goes to a file, which stays open when we are gone; a pipe would break.
                var start = new ProcessStartInfo(
                    "/bin/sh",
                    ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log, .. command]
                )
                {
                    WorkingDirectory = "/",
                };
                start.Environment["LC_ALL"] = "C";
                var process = Process.Start(start)!; // Null only with UseShellExecute.
                using var exit = new ManualResetEventSlim();
                process.EnableRaisingEvents = true;
                process.Exited += (_, _) => exit.Set();
                started.SetResult(process);
                exit.Wait();
            }
            catch (Exception e) when (!started.Task.IsCompleted)
            {
                started.SetException(
                    new CommandFailedException($"PostgreSQL could not be started: {e.Message.TrimEnd('.')}.", e)
                );
            }
        })
        {
            IsBackground = true,
            Name = "PostgreSQL keeper",
        };
        keeper.Start();
        return started.Task;
    }

    private async Task WaitUntilReadyAsync(
        DataFolder data,
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(connectionString, cancellationToken))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(began) > StartTimeout)
            {
                throw new CommandFailedException(
                    $"PostgreSQL did not start: {LastWords(data.ServerLog)} (log: {data.ServerLog})."
                );
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static string LastWords(string log)
    {
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        var line = Array.FindLast(lines, l => l.Contains("FATAL:", StringComparison.Ordinal))
            ?? lines.LastOrDefault()
            ?? "it said nothing";
        var fatal = line.IndexOf("FATAL:", StringComparison.Ordinal);
        return (fatal < 0 ? line : line[(fatal + "FATAL:".Length)..]).Trim().TrimEnd('.');
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
