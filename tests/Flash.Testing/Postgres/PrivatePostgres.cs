using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Flash.Testing;

/// <summary>
/// A PostgreSQL server of this process's own, in a temporary folder, on loopback only. As root it runs as the user
/// <c>postgres</c>, because PostgreSQL refuses root. It is stopped and removed however this process ends.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    private readonly string programs = FindPrograms();
    private readonly string folder = Directory.CreateTempSubdirectory("flash-test-postgres-").FullName;
    private readonly string options;
    private readonly Process watchdog;

    private PrivatePostgres(string settings)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run(new ProcessStartInfo("chown", ["postgres", folder]));
        }

        var port = FreePort();
        options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {settings}"
        );
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
        RunUnprivileged(
            Path.Combine(programs, "initdb"),
            "-D",
            Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        Start();
        watchdog = Watch();
    }

    /// <summary>Connects to the maintenance database as a superuser, unpooled.</summary>
    public string ConnectionString { get; }

    private string Data => Path.Combine(folder, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="settings">As on the command line of <c>postgres</c>: <c>-c fsync=off</c>.</param>
    public static PrivatePostgres Create(string settings) => new(settings);

    /// <summary>Starts it again after <see cref="Stop"/>; returns when it takes connections.</summary>
    public void Start() =>
        RunUnprivileged(
            Path.Combine(programs, "pg_ctl"),
            "-D",
            Data,
            "-l",
            Path.Combine(folder, "log"),
            "-w",
            "-t",
            "60",
            "-o",
            options,
            "start"
        );

    /// <summary>Stops it; returns when it is gone.</summary>
    /// <param name="mode"><c>fast</c> ends sessions in good order, <c>immediate</c> is a crash.</param>
    public void Stop(string mode) =>
        RunUnprivileged(Path.Combine(programs, "pg_ctl"), "-D", Data, "-w", "-t", "60", "-m", mode, "stop");

    /// <inheritdoc/>
    public void Dispose()
    {
        watchdog.StandardInput.Close();
        watchdog.WaitForExit(TimeSpan.FromSeconds(10));
    }

    private static string FindPrograms()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var v) ? v : 0)
                .Select(f => Path.Combine(f, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                "These tests need PostgreSQL: install the package postgresql, or name a server in FLASH_TEST_POSTGRES."
            );
    }

    // Stops the server even when this process is killed: it ends when the pipe from here closes.
    private Process Watch()
    {
        var stop =
            $"trap '' HUP INT TERM; cat >/dev/null; '{programs}/pg_ctl' -D '{Data}' -m immediate stop >/dev/null 2>&1; rm -rf '{folder}'";
        var start = Unprivileged("sh", "-c", stop);

        // In a session of its own: Ctrl-C and timeout(1) signal the whole process group, and must not reach it.
        start = new ProcessStartInfo("setsid", [start.FileName, .. start.ArgumentList])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
        };
        var started = Process.Start(start)
            ?? throw new InvalidOperationException("Could not start the process that stops the test server.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        return started;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void RunUnprivileged(string program, params string[] arguments) =>
        // Silenced by the shell rather than piped: the server that pg_ctl leaves behind would hold a pipe open for
        // ever.
        Run(Unprivileged("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null", program, .. arguments]));

    private static ProcessStartInfo Unprivileged(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
            {
                WorkingDirectory = "/",
            }
            : new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };

    private static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"Could not start {start.FileName}.");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}."
            );
        }
    }
}
