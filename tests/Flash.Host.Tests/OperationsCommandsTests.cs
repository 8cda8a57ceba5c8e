using System.Diagnostics;
using System.Text.RegularExpressions;
using Flash.Testing;
using Npgsql;

namespace Flash.Host.Tests;

/// <summary>Every command and every file of docs/operations.md: it is run as it stands there, or read by the program it
/// is for.</summary>
public sealed partial class OperationsCommandsTests : IDisposable
{
    /// <summary>What takes a machine of its own, and what holds it instead.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["docker compose"] = "needs Docker; ContainersTests reads the file, ContainedTests runs what a container has",
        ["systemctl"] = "needs systemd; systemd-analyze reads the unit here",
        ["htpasswd"] = "asks for a password",
        ["caddy hash-password"] = "run below, without a question",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("flash-operations-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_and_restore_bring_the_same_log_back()
    {
        var scripts = Blocks("sh");
        Assert.Equal(2, scripts.Count);
        await using var database = await PostgresDatabase.CreateAsync(Cancel);
        var settings = new Dictionary<string, string>
        {
            ["Flash__Personal__MasterKeyFile"] = Path.Combine(_folder, "personal.key"),
            ["Flash__Audit__Folder"] = Path.Combine(_folder, "audit"),
            ["Flash__Audit__CheckpointInterval"] = "00:00:01",
            ["ConnectionStrings__Flash"] = database.ConnectionString,
        };
        await File.WriteAllTextAsync(Path.Combine(_folder, "personal.key"), new string('5', 64), Cancel);
        await FlashProcess.RunAsync(settings, Cancel, "moderator", "add", "Ada");
        await SealAsync(settings);
        Directory.CreateDirectory(Path.Combine(_folder, "safe"));
        Directory.CreateDirectory(Path.Combine(_folder, "another"));
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var restored = $"flash_restored_{Guid.NewGuid():N}";
        settings["DATABASE_URL"] = $"postgres://{server.Username}@{server.Host}:{server.Port}/{server.Database}";
        settings["PGHOST"] = server.Host!;
        settings["PGPORT"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["PGUSER"] = server.Username!;

        await RunAsync(scripts[0], settings, restored);
        settings["ConnectionStrings__Flash"] = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Database = restored,
        }.ConnectionString;
        try
        {
            var said = await RunAsync(scripts[1], settings, restored);
            Assert.Contains("The audit log is intact", said, StringComparison.Ordinal);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync($"dropdb --force {restored}", settings, restored);
        }
    }

    [Fact]
    public async Task Every_flash_command_that_is_written_about_exists()
    {
        var commands = Spans()
            .Where(span => span.StartsWith("flash ", StringComparison.Ordinal))
            .Select(span => span.Split(' ')[1..].TakeWhile(word => Word().IsMatch(word)).ToArray())
            .DistinctBy(words => string.Join(' ', words))
            .ToList();

        Assert.True(commands.Count >= 6, $"Only {commands.Count} are written about.");
        foreach (var command in commands)
        {
            var help = await FlashProcess.RunAsync(new Dictionary<string, string>(), Cancel, [.. command, "--help"]);
            Assert.Equal(0, help.ExitCode);
            Assert.Contains($"flash {string.Join(' ', command)}", help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_other_command_says_why_it_is_not_run()
    {
        var others = Spans()
            .Select(span => Assignments().Replace(span, ""))
            .Where(span => Foreign().IsMatch(span))
            .Distinct()
            .ToList();

        Assert.NotEmpty(others);
        Assert.All(others, command =>
            Assert.Contains(NotRun.Keys, known => command.StartsWith(known, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Systemd_reads_the_unit()
    {
        var unit = Path.Combine(_folder, "flash@.service");
        await File.WriteAllTextAsync(
            unit,
            Assert
                .Single(Blocks("ini"))
                .Replace("/opt/flash/flash", FlashProcess.ProgramPath, StringComparison.Ordinal),
            Cancel
        );

        await ReadByAsync("systemd-analyze", "verify", "--man=no", unit);
    }

    [Fact]
    public async Task Caddy_reads_its_file()
    {
        var file = Path.Combine(_folder, "Caddyfile");
        var hash = await ReadByAsync("caddy", "hash-password", "--plaintext", "secret");
        await File.WriteAllTextAsync(
            file,
            Assert.Single(Blocks("caddyfile")).Replace("HASH", hash.Trim(), StringComparison.Ordinal),
            Cancel
        );

        await ReadByAsync("caddy", "validate", "--adapter", "caddyfile", "--config", file);
    }

    [Fact]
    public async Task Nginx_reads_its_file()
    {
        var certificate = Path.Combine(_folder, "flash");
        await ReadByAsync(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=flash.example.org",
            "-keyout",
            certificate + ".key",
            "-out",
            certificate + ".pem"
        );
        var site = Assert.Single(Blocks("nginx")).Replace("/etc/ssl/flash", certificate, StringComparison.Ordinal);
        var file = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            $"pid {_folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{Temporary()}\n{site}\n}}\n",
            Cancel
        );

        await ReadByAsync("nginx", "-t", "-p", _folder, "-c", file);
    }

    // The packaged places belong to the installed server.
    private string Temporary() =>
        string.Join(
            '\n',
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(what =>
                $"{what}_temp_path {_folder}/{what};"
            )
        );

    private async Task SealAsync(Dictionary<string, string> settings)
    {
        await using var serving = FlashProcess.Start(settings, "serve", "--roles", "web");
        await serving.WaitForAsync("Serving", Cancel);
        for (var look = 0; look < 600 && !Checkpoints().Any(); look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.NotEmpty(Checkpoints());
        serving.Signal("TERM");
        Assert.Equal(0, await serving.ExitAsync(Cancel));
    }

    private IEnumerable<string> Checkpoints() =>
        Directory.Exists(Path.Combine(_folder, "audit"))
            ? Directory.EnumerateFiles(Path.Combine(_folder, "audit"), "*.jsonl", SearchOption.AllDirectories)
            : [];

    /// <summary>Runs lines of the page in the test's folder; only places and the database's name are the test's.</summary>
    private async Task<string> RunAsync(string script, Dictionary<string, string> settings, string database)
    {
        script = script
            .Replace("/safe/place/", Path.Combine(_folder, "safe"), StringComparison.Ordinal)
            .Replace("/another/place/", Path.Combine(_folder, "another"), StringComparison.Ordinal)
            .Replace("createdb flash", $"createdb {database}", StringComparison.Ordinal)
            .Replace("--dbname=flash", $"--dbname={database}", StringComparison.Ordinal);
        var programs = Path.GetDirectoryName(FlashProcess.ProgramPath);
        var shell =
            $"set -e; cd '{_folder}'; PATH='{programs}':$PATH:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')\n{script}";
        await using var run = FlashProcess.Start("/bin/sh", settings, ["-c", shell]);
        var code = await run.ExitAsync(Cancel);
        Assert.True(code == 0, $"{script}\n{run.Output}\n{run.Errors}");
        return run.Output;
    }

    /// <summary>What the program says; it must end with 0. Where it is not installed the test says so.</summary>
    private static async Task<string> ReadByAsync(string program, params string[] arguments)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin")
            .Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{program} is not installed.");
        using var process = Process.Start(
            new ProcessStartInfo(found!, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["HOME"] = Path.GetTempPath() },
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, $"{program}: {output} {await errors}");
        return output;
    }

    private static List<string> Blocks(string language) =>
        [
            .. Block()
                .Matches(Page)
                .Where(block => block.Groups[1].Value == language)
                .Select(block => block.Groups[2].Value),
        ];

    private static IEnumerable<string> Spans() =>
        Span().Matches(Block().Replace(Page, "")).Select(span => span.Groups[1].Value);

    [GeneratedRegex("```([a-z]*)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex Word();

    [GeneratedRegex("^([A-Z_]+=\\S+ )+")]
    private static partial Regex Assignments();

    [GeneratedRegex("^(docker|systemctl|caddy|nginx|htpasswd|pg_\\w+|psql|curl|apt|sudo) ")]
    private static partial Regex Foreign();
}
