using System.Globalization;
using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>A server that outlived the process which had started it, as after a kill -9 where the kernel does not
/// help.</summary>
internal static class LeftoverServer
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(30);

    /// <summary>Stops it. Only called by the process that holds the data folder, so no one is using it.</summary>
    public static async Task StopAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var pidFile = Path.Combine(data.Cluster, "postmaster.pid");
        if (!File.Exists(pidFile))
        {
            return;
        }

        var firstLine = (await File.ReadAllLinesAsync(pidFile, cancellationToken)).FirstOrDefault();
        if (
            !int.TryParse(firstLine, NumberStyles.Integer, CultureInfo.InvariantCulture, out var processId)
            || !IsPostgres(processId)
        )
        {
            // Its number may belong to another program by now, and PostgreSQL would take that one for a server.
            File.Delete(pidFile);
            return;
        }

        foreach (var immediately in (bool[])[false, true])
        {
            PostgresServer.Signal(processId, immediately);
            var began = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(began) < StopTimeout)
            {
                if (!IsPostgres(processId))
                {
                    return;
                }

                await Task.Delay(PollInterval, cancellationToken);
            }
        }

        throw new CommandFailedException(
            $"a PostgreSQL left over from an earlier start (process {processId}) does not stop: stop it by hand."
        );
    }

    private static bool IsPostgres(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited && process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
