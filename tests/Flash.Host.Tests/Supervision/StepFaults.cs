using System.Collections.Concurrent;
using System.Diagnostics;
using Flash.Bots.Supervision;
using Npgsql;

namespace Flash.Host.Tests.Supervision;

/// <summary>
/// Has a step of a background loop fail: a statement, or a call of a network. Both begin a span in the middle of the
/// loop's own code, and what a listener throws there comes out of the very call.
/// </summary>
internal sealed class StepFaults : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentDictionary<string, int> _steps = new();
    private Strike? _next;

    public StepFaults()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or FlashMeasures.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.Kind == ActivityKind.Client)
                {
                    Begin(activity.Source.Name == "Npgsql");
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Loops in which a step was seen.</summary>
    public ICollection<string> Stepping => _steps.Keys;

    /// <summary>The <paramref name="number"/>-th step from now on fails, 1-based, as the world makes it fail; or by a
    /// mistake of the program.</summary>
    public Strike Arm(string loop, int number, bool isMistake)
    {
        var strike = new Strike(loop, number, isMistake);
        Volatile.Write(ref _next, strike);
        return strike;
    }

    public void Dispose() => _listener.Dispose();

    private void Begin(bool isStatement)
    {
        if (BackgroundLoops.Current is not { } loop)
        {
            return;
        }

        _steps.AddOrUpdate(loop, 1, (_, count) => count + 1);
        if (Volatile.Read(ref _next) is { } strike && strike.Loop == loop && strike.Counts())
        {
            throw strike.IsMistake ? new InvalidOperationException("A mistake of the program.")
            : isStatement
                ? new PostgresException("cannot execute in a read-only transaction", "ERROR", "ERROR", "25006")
            : new HttpRequestException("Connection reset by peer");
        }
    }

    /// <summary>One fault that is to come.</summary>
    internal sealed class Strike(string loop, int number, bool isMistake)
    {
        private int _left = number;

        public string Loop => loop;

        public bool IsMistake => isMistake;

        /// <summary>Whether it has come.</summary>
        public bool IsDone => Volatile.Read(ref _left) <= 0;

        /// <summary>Counts one step; whether it is the one.</summary>
        public bool Counts() => Interlocked.Decrement(ref _left) == 0;
    }
}
