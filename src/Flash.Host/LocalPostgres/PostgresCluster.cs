using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>The files of the private database cluster.</summary>
internal static class PostgresCluster
{
    /// <summary>Makes the cluster unless it exists. It gets its name only when complete, so a start that is interrupted
    /// leaves nothing half-made.</summary>
    public static async Task EnsureAsync(
        PostgresPrograms programs,
        DataFolder data,
        ServerUser user,
        CancellationToken cancellationToken
    )
    {
        if (data.ClusterVersion is not null)
        {
            return;
        }

        // A folder of its own that the server's user owns: the data folder itself stays ours.
        var unfinished = data.Cluster + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(
            unfinished,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        await user.OwnAsync(unfinished, cancellationToken);
        var initdb = await ProgramRun.ToEndAsync(
            user.Run(
                programs.Initdb,
                "--pgdata",
                unfinished,
                "--username",
                "flash",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
                "--no-instructions"
            ),
            cancellationToken
        );
        if (!initdb.Succeeded)
        {
            throw new CommandFailedException(
                $"PostgreSQL could not make its data folder in {data.Root}: {initdb.Reason}."
            );
        }

        Directory.Move(unfinished, data.Cluster);
    }
}
