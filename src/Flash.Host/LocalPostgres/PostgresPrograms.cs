using System.Globalization;
using System.Text.RegularExpressions;
using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>One installed PostgreSQL: the folder with <c>initdb</c> and <c>postgres</c>, and its major
/// version.</summary>
internal sealed partial record PostgresPrograms(string Folder, int MajorVersion)
{
    private const string HowToInstall =
        "install it (Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew "
        + "install postgresql@17) or set ConnectionStrings:Flash";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// Finds the newest one, or the one of <paramref name="clusterVersion"/>, because a cluster only opens with its own
    /// major version; in <paramref name="configured"/> (Flash:PostgresPath) only, when given.
    /// </summary>
    public static async Task<PostgresPrograms> FindAsync(
        string? configured,
        int? clusterVersion,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAllAsync(configured, cancellationToken);
        if (found.Count == 0)
        {
            throw new CommandFailedException(
                configured is null
                    ? $"PostgreSQL is not installed: {HowToInstall}."
                    : $"Flash:PostgresPath is '{configured}', and there are no initdb and postgres of version 13 or "
                        + $"later in it."
            );
        }

        return found.Find(programs => clusterVersion is null || programs.MajorVersion == clusterVersion)
            ?? throw new CommandFailedException(
                $"the data was made by PostgreSQL {clusterVersion}, but only "
                    + $"{string.Join(" and ", found.Select(p => p.MajorVersion))} is installed: "
                    + $"install version {clusterVersion}, or set Flash:DataPath to another folder."
            );
    }

    /// <summary>Every installed version, newest first.</summary>
    public static async Task<List<PostgresPrograms>> FindAllAsync(
        string? configured,
        CancellationToken cancellationToken
    )
    {
        var found = new List<PostgresPrograms>();
        foreach (
            var folder in (configured is null ? CandidateFolders() : [configured]).Distinct(StringComparer.Ordinal)
        )
        {
            if (!File.Exists(Path.Combine(folder, "initdb")) || !File.Exists(Path.Combine(folder, "postgres")))
            {
                continue;
            }

            var version = await ProgramRun.ToEndAsync(
                [Path.Combine(folder, "postgres"), "--version"],
                cancellationToken
            );
            if (version.Succeeded && VersionNumber().Match(version.Output) is { Success: true } match)
            {
                found.Add(
                    new PostgresPrograms(folder, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                );
            }
        }

        // Hangfire's and our own SQL need 13; older ones are as good as none.
        return [.. found.Where(p => p.MajorVersion >= 13).OrderByDescending(p => p.MajorVersion)];
    }

    private static IEnumerable<string> CandidateFolders()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (
            var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted)
        )
        {
            yield return folder;
        }

        (string Parent, string Pattern)[] usual =
        [
            ("/usr/lib/postgresql", "*"),
            ("/usr", "pgsql-*"),
            ("/opt/homebrew/opt", "postgresql*"),
            ("/usr/local/opt", "postgresql*"),
        ];
        foreach (var (parent, pattern) in usual)
        {
            foreach (var folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, pattern) : [])
            {
                yield return Path.Combine(folder, "bin");
            }
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
