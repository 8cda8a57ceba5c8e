using System.Diagnostics;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>A process that drew a picture reported to no one: what it links is asked, not what it says.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"flash-quiet-{Guid.NewGuid():N}");

    public TelemetryTests() => Directory.CreateDirectory(Path.Combine(_folder, "home"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Whoever_drew_a_picture_left_nothing_in_the_home_folder_and_looked_nobody_up()
    {
        var trace = Path.Combine(_folder, "trace");
        string[] drawing =
        [
            "imagine",
            "a red boat",
            "--out",
            Path.Combine(_folder, "out"),
            "--steps",
            "1",
            "--count",
            "1",
        ];
        var traced = Strace() is not null;
        var settings = new Dictionary<string, string>
        {
            ["HOME"] = Path.Combine(_folder, "home"),
            ["XDG_CACHE_HOME"] = Path.Combine(_folder, "home", ".cache"),
            ["ORT_DISABLE_TELEMETRY"] = "", // As if nobody had set it.
        };

        await using var flash = traced
            ? FlashProcess.Start(
                Strace()!,
                settings,
                [
                    "-f",
                    "-qq",
                    "-e",
                    "trace=connect,sendto,sendmsg,sendmmsg",
                    "-o",
                    trace,
                    FlashProcess.ProgramPath,
                    .. drawing,
                ]
            )
            : FlashProcess.Start(settings, drawing);
        var exitCode = await flash.ExitAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, flash.Errors);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "1.png")));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "home"), "*", SearchOption.AllDirectories),
            entry => !entry.EndsWith(".cache", StringComparison.Ordinal)
        );
        if (!traced)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") is "true" or "1", "strace is not installed.");
            return; // The folder is half of the proof, and the reporter does not work without it.
        }

        Assert.DoesNotContain(await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken), call =>
            call.Contains("AF_INET", StringComparison.Ordinal)
        );
    }

    private static string? Strace() => File.Exists("/usr/bin/strace") ? "/usr/bin/strace" : null;
}
