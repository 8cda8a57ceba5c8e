using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>
/// Whom the server runs as. PostgreSQL refuses to run as root, so root hands it to an unprivileged user: the one who
/// owns the data already, else <c>postgres</c>, else <c>nobody</c>. Any other user runs it as themselves.
/// </summary>
/// <param name="Name">The user to become, or null to stay who we are.</param>
/// <param name="Group">That user's own group.</param>
internal sealed record ServerUser(string? Name, string? Group)
{
    public static async Task<ServerUser> ForAsync(string clusterFolder, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(null, null);
        }

        var owner = Directory.Exists(clusterFolder)
            ? await ProgramRun.ToEndAsync(["stat", "-c", "%U", clusterFolder], cancellationToken)
            : null;
        foreach (var name in (string?[])[owner?.Output.Trim(), "postgres", "nobody"])
        {
            if (
                name is not (null or "" or "root")
                && await ProgramRun.ToEndAsync(["id", "-gn", name], cancellationToken) is { Succeeded: true } group
            )
            {
                return new ServerUser(name, group.Output.Trim());
            }
        }

        throw new CommandFailedException(
            "PostgreSQL does not run as root and there is neither a user postgres nor nobody: start Flash as an "
                + "ordinary user, or set ConnectionStrings:Flash."
        );
    }

    /// <summary>The command line that runs <paramref name="command"/> as this user.</summary>
    public IReadOnlyList<string> Run(params IEnumerable<string> command) =>
        Name is null ? [.. command] : ["setpriv", .. Become, "--", .. command];

    /// <summary>
    /// The command line of a program that must not outlive us: the kernel interrupts it when the thread that started it
    /// ends. Its own session keeps a Ctrl-C in the terminal from reaching it before we have finished with it.
    /// </summary>
    public IReadOnlyList<string> RunWhileWeLive(params IEnumerable<string> command) =>
        OperatingSystem.IsLinux()
            ? ["setsid", "setpriv", "--pdeathsig", "INT", .. Become, "--", .. command]
            : [.. command];

    /// <summary>Gives a folder and all in it to this user.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (
            Name is not null
            && await ProgramRun.ToEndAsync(["chown", "-R", $"{Name}:", folder], cancellationToken)
                is { Succeeded: false } failed
        )
        {
            throw new CommandFailedException(
                $"{folder} cannot be given to the user {Name} ({failed.Reason}): set Flash:DataPath to another folder."
            );
        }
    }

    /// <summary>Whether this user can enter a folder, which takes that every folder above it lets them pass.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        (await ProgramRun.ToEndAsync(Run("test", "-x", folder), cancellationToken)).Succeeded;

    private IEnumerable<string> Become =>
        Name is null || Group is null ? [] : ["--reuid", Name, "--regid", Group, "--clear-groups"];
}
