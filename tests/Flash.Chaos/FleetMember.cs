using System.Globalization;
using System.Text;
using Flash.Testing;

namespace Flash.Chaos;

/// <summary>One role's process, and the one that takes its place when it ended.</summary>
public sealed class FleetMember(string name, string[] roles, IReadOnlyDictionary<string, string> settings)
    : IAsyncDisposable
{
    private const string Serving = "Serving ";

    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ending = new();
    private readonly List<string> deaths = [];
    private readonly StringBuilder said = new();

    // Others may be looking at one when it ends.
    private readonly List<FlashProcess> earlier = [];
    private FlashProcess? process;
    private Task keeping = Task.CompletedTask;
    private TimeSpan pause = RestartPause;
    private volatile bool isStopping;
    private volatile bool isKilled;

    public string Name => name;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often it could not start because its database was away: what a supervisor retries.</summary>
    public int FailedStarts { get; private set; }

    /// <summary>Ends that no one asked for, with what the process said last.</summary>
    public IReadOnlyList<string> Deaths => deaths;

    /// <summary>What all of them said on standard error, the one that runs included.</summary>
    public string Said => $"{said}{Words(process)}";

    /// <summary>Where it answers; null while it does not serve.</summary>
    public Uri? Address =>
        process is { HasExited: false } running
        && running.Output.Split('\n').FirstOrDefault(line => line.StartsWith(Serving, StringComparison.Ordinal))
            is { } line
            ? new Uri(line.Split(" at ")[1].Split(' ')[0])
            : null;

    public void Start() => keeping = KeepAsync();

    /// <summary>Returns when it serves.</summary>
    public async Task ServesAsync(CancellationToken cancellationToken)
    {
        while (Address is null)
        {
            if (keeping.IsFaulted)
            {
                await keeping;
            }

            await Task.Delay(Glance, cancellationToken);
        }
    }

    /// <summary>SIGKILL; the next one starts after <paramref name="later"/>.</summary>
    public void Kill(TimeSpan later)
    {
        pause = later;
        isKilled = true;
        process?.Signal("KILL");
    }

    /// <summary>SIGSTOP, and SIGCONT after a while. The very process, should it be killed meanwhile.</summary>
    public async Task HoldAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        if (process is { HasExited: false } held)
        {
            held.Signal("STOP");
            try
            {
                await Task.Delay(length, cancellationToken);
            }
            finally
            {
                held.Signal("CONT");
            }
        }
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        isStopping = true;
        process!.Signal("TERM");
        return await process.ExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        await ending.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var one in earlier.Append(process).OfType<FlashProcess>().Distinct())
        {
            await one.DisposeAsync();
        }

        ending.Dispose();
    }

    private async Task KeepAsync()
    {
        while (!isStopping)
        {
            Starts++;
            process = FlashProcess.Start(settings, ["serve", "--roles", .. roles]);
            var code = await process.ExitAsync(Timeout.InfiniteTimeSpan, ending.Token);
            if (isStopping)
            {
                return;
            }

            said.Append(Words(process));
            if (!isKilled)
            {
                Judge(process, code);
            }

            isKilled = false;
            await Task.Delay(pause, ending.Token);
            pause = RestartPause;
            earlier.Add(process);
        }
    }

    private static string Words(FlashProcess? one) =>
        one is null ? "" : $"--- process {one.Id}\n{one.Output}\n{one.Errors}\n";

    private void Judge(FlashProcess ended, int code)
    {
        if (!ended.Output.Contains(Serving, StringComparison.Ordinal))
        {
            FailedStarts++;
            return;
        }

        var last = ended.Errors.Split('\n').Where(line => line.Length > 0).TakeLast(12);
        deaths.Add(
            string.Create(CultureInfo.InvariantCulture, $"{name} ended with {code}: {string.Join(" | ", last)}")
        );
    }
}
