using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>
/// The folder with this machine's data: <c>postgres/</c> (the cluster), <c>postgres.log</c>, <c>flash.lock</c> (held
/// while a process uses the folder) and <c>flash.run</c> (who holds it, and at which address it serves).
/// </summary>
internal sealed class DataFolder(string path)
{
    public string Root { get; } = path;

    public string Cluster => Path.Combine(Root, "postgres");

    public string ServerLog => Path.Combine(Root, "postgres.log");

    /// <summary>The major version that made the cluster, or null before the first start.</summary>
    public int? ClusterVersion =>
        File.Exists(VersionFile)
        && int.TryParse(
            File.ReadAllText(VersionFile),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;

    private string VersionFile => Path.Combine(Cluster, "PG_VERSION");

    private string LockFile => Path.Combine(Root, "flash.lock");

    private string RunFile => Path.Combine(Root, "flash.run");

    /// <summary>Where data goes by default: the checkout's <c>.flash</c>, or the user's own data
    /// folder.</summary>
    public static string DefaultPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flash.Bots.sln")))
            {
                return Path.Combine(folder.FullName, ".flash");
            }
        }

        return Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "flash"
        );
    }

    public static DataFolder Open(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            if (Environment.IsPrivilegedProcess)
            {
                // The server's unprivileged user has to pass through to its own folders.
                File.SetUnixFileMode(
                    full,
                    File.GetUnixFileMode(full) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
                );
            }

            var probe = Path.Combine(full, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new DataFolder(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"the data folder '{path}' cannot be written ({e.Message.TrimEnd('.')}): set Flash:DataPath to another "
                    + $"folder.",
                e
            );
        }
    }

    /// <summary>The folder for the same data where every user can pass: below /var/lib, told apart by where it would
    /// have been.</summary>
    public static string ReachablePathFor(string path)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))))[..8];
        return Path.Combine("/var/lib/flash", hash);
    }

    /// <summary>Takes the folder for this process, or returns null when another one holds it. The kernel lets go when
    /// the process ends, however it ends.</summary>
    public FileStream? TryLock()
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CommandFailedException(
                $"{LockFile} belongs to another user: start Flash as that user, or set Flash:DataPath to another "
                    + $"folder.",
                e
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void WriteHolder(string? address) =>
        File.WriteAllText(RunFile, $"process {Environment.ProcessId}{(address is null ? "" : $", {address}")}");

    /// <summary>Who holds the folder, in words.</summary>
    public string ReadHolder()
    {
        try
        {
            return File.ReadAllText(RunFile);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
