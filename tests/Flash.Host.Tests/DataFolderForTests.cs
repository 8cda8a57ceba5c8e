using Flash.Host.LocalPostgres;

namespace Flash.Host.Tests;

/// <summary>A data folder of a test's own, at a path with a space, whose server is stopped however the test
/// ends.</summary>
internal sealed class DataFolderForTests : IAsyncDisposable
{
    private readonly string _top = Directory
        .CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"flash tests {Guid.NewGuid():N}"[..20]))
        .FullName;

    public string Path => System.IO.Path.Combine(_top, "my data");

    public string SocketFolder => LocalPostgres.SocketFolder.PathFor(new DataFolder(Path));

    /// <summary>An address no one else has, so that tests and developers do not meet at port 5080.</summary>
    public Dictionary<string, string> Settings =>
        new() { ["Flash__DataPath"] = Path, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };

    /// <summary>The processes whose command line names this folder: the server, once it has been started
    /// here.</summary>
    public IReadOnlyList<int> Servers() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(System.IO.Path.GetFileName)
                .Where(name => int.TryParse(name, out _))
                .Select(name => int.Parse(name!, null))
                .Where(id =>
                    CommandLine(id) is var line
                    && line.Contains("postgres\0-D", StringComparison.Ordinal)
                    && line.Contains(Path, StringComparison.Ordinal)
                ),
        ];

    public async Task WaitUntilServersAreGoneAsync(CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(TimeSpan.FromMinutes(1));
        while (Servers().Count > 0)
        {
            await Task.Delay(50, bounded.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers())
        {
            PostgresServer.Signal(server, immediately: true);
        }

        await WaitUntilServersAreGoneAsync(CancellationToken.None);
        Directory.Delete(_top, recursive: true);
    }

    private static string CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
