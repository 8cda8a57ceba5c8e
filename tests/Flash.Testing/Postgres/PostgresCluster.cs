using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Flash.Testing;

/// <summary>The server the tests run on. Loopback only; as root it runs as the user <c>postgres</c>, because PostgreSQL
/// refuses root.</summary>
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
        var programs = FindPrograms();
        var folder = Directory.CreateTempSubdirectory("flash-test-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess)
        {
            Run(new ProcessStartInfo("chown", ["postgres", folder]));
        }

        var port = FreePort();
        RunUnprivileged(
            Path.Combine(programs, "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );

        // The watchdog stops the server even when this process is killed: it ends when the pipe from here closes.
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB"
        );
        RunUnprivileged(
            Path.Combine(programs, "pg_ctl"),
            "-D",
            data,
            "-l",
            Path.Combine(folder, "log"),
            "-w",
            "-t",
            "60",
            "-o",
            options,
            "start"
        );
        Watch(programs, data, folder);
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
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

    private static void Watch(string programs, string data, string folder)
    {
        var stop =
            $"trap '' HUP INT TERM; cat >/dev/null; '{programs}/pg_ctl' -D '{data}' -m immediate stop >/dev/null 2>&1; rm -rf '{folder}'";
        var start = Unprivileged("sh", "-c", stop);

        // In a session of its own: Ctrl-C and timeout(1) signal the whole process group, and must not reach it.
        start = new ProcessStartInfo("setsid", [start.FileName, .. start.ArgumentList])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
        };
        var watchdog = Process.Start(start)
            ?? throw new InvalidOperationException("Could not start the process that stops the test server.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            watchdog.StandardInput.Close();
            watchdog.WaitForExit(TimeSpan.FromSeconds(10));
        };
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
