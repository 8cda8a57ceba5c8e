using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>
/// Where the server listens: one Unix socket in a folder that only its user (and root) may enter, so that neither a
/// port nor a password is needed. Inside the data folder, unless that path is too long for a socket address or has
/// characters that mean something in a list of hosts.
/// </summary>
internal static class SocketFolder
{
    /// <summary>sun_path holds 108 bytes on Linux and 104 elsewhere, with the closing zero.</summary>
    private static readonly int LongestSocketPath = OperatingSystem.IsLinux() ? 107 : 103;

    private static readonly SearchValues<char> NotInAHostList = SearchValues.Create(",:;@'\"");

    public static string PathFor(DataFolder data)
    {
        var inside = Path.Combine(data.Root, "socket");
        if (Fits(inside))
        {
            return inside;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Root)))[..12];
        var outside = Path.Combine(Path.GetTempPath(), $"flash-{hash}");
        return Fits(outside) ? outside : $"/tmp/flash-{hash}";
    }

    public static async Task<string> CreateAsync(DataFolder data, ServerUser user, CancellationToken cancellationToken)
    {
        var folder = PathFor(data);
        try
        {
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            await user.OwnAsync(folder, cancellationToken);
            // Fails when the folder is someone else's, who could then be listening in our place.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"the folder '{folder}' for PostgreSQL's socket cannot be used ({e.Message.TrimEnd('.')}).",
                e
            );
        }
    }

    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount(folder) + "/.s.PGSQL.5432".Length <= LongestSocketPath
        && !folder.AsSpan().ContainsAny(NotInAHostList);
}
