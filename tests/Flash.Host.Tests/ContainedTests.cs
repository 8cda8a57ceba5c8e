using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>
/// The program as the image has it, without Docker: first process of its namespace, user 1654, a root that cannot be
/// written, no capabilities, no HOME, room for what is temporary and a volume for checkpoints.
/// </summary>
[Collection("flash up")]
public sealed class ContainedTests : IDisposable
{
    /// <summary>Program, models and volume lie where any user reaches them; the rest of the disk cannot be written.</summary>
    private const string Contain = """
        set -e
        mount --bind "$1" /opt; mount --bind "$2" /srv; mount --bind "$3" /mnt; uid=$4; shift 4
        mount -t tmpfs tmpfs /tmp
        mount -o remount,ro,bind /
        if [ "$uid" = 1654 ]; then user="--reuid 1654 --regid 1654 --clear-groups"; fi
        cd /
        exec setpriv $user --no-new-privs --inh-caps=-all --bounding-set=-all env -i "$@"
        """;

    private readonly string _witnesses = Directory.CreateTempSubdirectory("flash-witnesses-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ContainedTests() =>
        File.SetUnixFileMode(
            _witnesses,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead
                | UnixFileMode.GroupWrite
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherWrite
                | UnixFileMode.OtherExecute
        );

    public void Dispose() => Directory.Delete(_witnesses, recursive: true);

    [Fact]
    public async Task It_serves_draws_and_stops_when_asked()
    {
        await SkipWithoutNamespacesAsync();
        await using var database = await PostgresDatabase.CreateAsync(Cancel);
        await using (var flash = Start(database, "serve", "--roles", "worker", "web"))
        {
            var line = await flash.WaitForAsync("Serving", Cancel);
            using var http = new HttpClient();
            using var ready = await http.GetAsync(
                new Uri(new Uri(line.Split(" at ")[1].Split(' ')[0]), "/health/ready"),
                Cancel
            );
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

            // The first process of a namespace hears of signals only what it handles.
            Kill(Child(flash.Id));
            Assert.Equal(0, await flash.ExitAsync(Cancel));
        }

        await using var drawing = Start(
            database,
            "imagine",
            "a red boat",
            "--out",
            "/tmp/pictures",
            "--count",
            "1",
            "--steps",
            "1"
        );
        Assert.True(await drawing.ExitAsync(Cancel) == 0, drawing.Errors);
    }

    private FlashProcess Start(PostgresDatabase database, params string[] arguments) =>
        FlashProcess.Start(
            "unshare",
            new Dictionary<string, string>(),
            [
                .. Namespaces(),
                "sh",
                "-c",
                Contain,
                "contain",
                Path.GetDirectoryName(FlashProcess.ProgramPath)!,
                Path.Combine(Repository.Root, "models"),
                _witnesses,
                Environment.IsPrivilegedProcess ? "1654" : "0",
                $"DOTNET_ROOT={Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."))}",
                "DOTNET_RUNNING_IN_CONTAINER=true",
                "ASPNETCORE_URLS=http://127.0.0.1:0",
                $"ConnectionStrings__Flash={database.ConnectionString}",
                $"Flash__Personal__MasterKey={new string('5', 64)}",
                "Flash__Audit__Folder=/mnt",
                "Flash__Inference__ModelsPath=/srv",
                "/opt/flash",
                .. arguments,
            ]
        );

    // Without root the user is root of a namespace of its own, and has no capabilities once all is mounted.
    private static string[] Namespaces() =>
        Environment.IsPrivilegedProcess
            ? ["--mount", "--pid", "--fork", "--mount-proc"]
            : ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc"];

    private static async Task SkipWithoutNamespacesAsync()
    {
        using var probe = Process.Start(
            new ProcessStartInfo("unshare", [.. Namespaces(), "mount", "-t", "tmpfs", "tmpfs", "/tmp"])
            {
                RedirectStandardError = true,
            }
        )!;
        var said = await probe.StandardError.ReadToEndAsync(Cancel);
        await probe.WaitForExitAsync(Cancel);
        Assert.SkipUnless(probe.ExitCode == 0, $"This system lets no one make namespaces: {said}");
    }

    private static int Child(int parent) =>
        int.Parse(
            File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}/task/{parent}/children"))
                .Trim()
                .Split(' ')[0],
            CultureInfo.InvariantCulture
        );

    private static void Kill(int process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
