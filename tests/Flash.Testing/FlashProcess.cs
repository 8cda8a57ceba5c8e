using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Flash.Testing;

/// <summary>The built program in a process of its own, as a person at a terminal starts it.</summary>
public sealed class FlashProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _said = new(0);

    private FlashProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    /// <summary>Built with these tests, in the same configuration.</summary>
    public static string ProgramPath { get; } =
        Path.Combine(
            Repository.Root,
            "artifacts",
            "bin",
            "Flash.Host",
            new DirectoryInfo(AppContext.BaseDirectory).Name,
            "flash"
        );

    public static FlashProcess Start(
        IReadOnlyDictionary<string, string> settings,
        params IEnumerable<string> arguments
    ) => Start(ProgramPath, settings, arguments);

    public static FlashProcess Start(
        string program,
        IReadOnlyDictionary<string, string> settings,
        IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() };
        foreach (
            var inherited in (string[])
                ["ASPNETCORE_URLS", "ConnectionStrings__Flash", "Flash__Telegram__Token", "Flash__Discord__Token"]
        )
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new FlashProcess(start);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken,
        params IEnumerable<string> arguments
    )
    {
        await using var flash = Start(settings, arguments);
        var exitCode = await flash.ExitAsync(cancellationToken);
        return (exitCode, flash.Output, flash.Errors);
    }

    /// <summary>The first line of output that holds <paramref name="text"/>; fails when the process ends without having
    /// said it.</summary>
    public async Task<string> WaitForAsync(string text, CancellationToken cancellationToken)
    {
        using var bounded = Bounded(Patience, cancellationToken);
        while (true)
        {
            if (_output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (_process.HasExited)
            {
                await ExitAsync(cancellationToken);
                return _output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal))
                    ?? throw new InvalidOperationException($"Ended without saying '{text}':\n{Output}\n{Errors}");
            }

            await _said.WaitAsync(TimeSpan.FromMilliseconds(200), bounded.Token);
        }
    }

    public Task<int> ExitAsync(CancellationToken cancellationToken) => ExitAsync(Patience, cancellationToken);

    public async Task<int> ExitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var bounded = Bounded(patience, cancellationToken);
        await _process.WaitForExitAsync(bounded.Token);
        return _process.ExitCode;
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await ExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _said.Dispose();
    }

    private static CancellationTokenSource Bounded(TimeSpan patience, CancellationToken cancellationToken)
    {
        var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(patience);
        return bounded;
    }

    private void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            _said.Release();
        }
    }
}
