using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Supervision;

/// <summary>
/// Runs every background loop of the process. An expected fault is logged and the loop goes on after a pause that
/// grows; any other one is a mistake in the program, and ends the process so that whatever supervises it starts it
/// anew: a part never dies in silence. Health and metrics see each loop's last completed round.
/// </summary>
public sealed class BackgroundLoops(
    TimeProvider time,
    ILogger<BackgroundLoops> logger,
    IHostApplicationLifetime? lifetime = null
)
{
    private static readonly AsyncLocal<string?> Running = new();

    private readonly ConcurrentDictionary<string, LoopState> _all = new();

    // Not a result anyone reproduces: processes that failed together must not knock together.
    private readonly Random _random = new(HashCode.Combine(Environment.ProcessId, time.GetTimestamp()));

    /// <summary>Every loop that was started.</summary>
    public IReadOnlyCollection<LoopState> All => [.. _all.Values.OrderBy(loop => loop.Name, StringComparer.Ordinal)];

    /// <summary>What ended the process; null while nothing has.</summary>
    public Exception? Bug { get; private set; }

    /// <summary>Makes a loop known before it runs, or one that runs by itself.</summary>
    public LoopState Open(LoopOptions options) => _all.GetOrAdd(options.Name, _ => new LoopState(options, time));

    /// <summary>The loop that the running code is part of; null outside of loops.</summary>
    public static string? Current => Running.Value;

    /// <summary>Does <paramref name="round"/> again and again until cancelled. Completes quietly then.</summary>
    /// <exception cref="Exception">A round failed in a way that is not expected; the process is already
    /// stopping.</exception>
    public Task RunAsync(LoopOptions options, Func<CancellationToken, Task> round, CancellationToken stoppingToken) =>
        RunAsync(options, (_, token) => round(token), stoppingToken);

    /// <summary>As the other one, for a round that lasts: it says itself when it is alive.</summary>
    /// <exception cref="Exception">A round failed in a way that is not expected; the process is already
    /// stopping.</exception>
    public async Task RunAsync(
        LoopOptions options,
        Func<LoopState, CancellationToken, Task> round,
        CancellationToken stoppingToken
    )
    {
        var state = Open(options);
        Running.Value = options.Name;
        var (wait, pause) = (options.FirstWait, options.FirstPause);
        while (true)
        {
            try
            {
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, time, stoppingToken);
                }

                stoppingToken.ThrowIfCancellationRequested();
                await round(state, stoppingToken);
                state.Completed();
                if (options.IsOnce)
                {
                    return;
                }

                (wait, pause) = (options.Interval, options.FirstPause);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // Whatever a round says while it is being stopped.
            }
            catch (Exception fault)
            {
                if (PauseAfter(fault, options, Shaken(pause)) is not { } due)
                {
                    Stop(options.Name, fault);
                    throw;
                }

                state.Failed(ExpectedFaults.Describe(fault));
                FlashMeasures.Failed(options.Name);
                wait = due;
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.LongestPause.Ticks));
            }
        }
    }

    /// <summary>Ends the process: something happened that is not expected.</summary>
    public void Stop(string name, Exception bug)
    {
        Bug ??= bug;
        Log.LoopBroken(logger, bug, name);
        lifetime?.StopApplication();
    }

    private TimeSpan? PauseAfter(Exception fault, LoopOptions options, TimeSpan pause)
    {
        if (options.Knows(fault, pause) is { } known)
        {
            return known;
        }

        // A round's own deadline ran out: no one cancelled it from outside.
        if (ExpectedFaults.Is(fault) || fault is OperationCanceledException)
        {
            Log.LoopPaused(logger, options.Name, ExpectedFaults.Describe(fault), Math.Round(pause.TotalSeconds, 1));
            return pause;
        }

        return null;
    }

    private TimeSpan Shaken(TimeSpan pause)
    {
        lock (_random)
        {
            return pause * (0.75 + _random.NextDouble() / 2);
        }
    }
}
