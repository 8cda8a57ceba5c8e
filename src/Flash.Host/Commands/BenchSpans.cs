using System.Collections.Concurrent;
using System.Diagnostics;
using Flash.Bots.Supervision;

namespace Flash.Host.Commands;

/// <summary>Collects what the traces of this process say: how long each part of a request took.</summary>
internal sealed class BenchSpans : IDisposable
{
    private static readonly string[] Phases = ["text", "image", "denoise", "previews", "decode"];

    private readonly ConcurrentQueue<(string Name, TimeSpan Took)> _ended = new();
    private readonly ActivityListener _listener;

    public BenchSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlashMeasures.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => _ended.Enqueue((span.OperationName, span.Duration)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How long the model was at it since <see cref="Clear"/>; zero when no span says so.</summary>
    public TimeSpan Model =>
        _ended.Where(span => Phases.Contains(span.Name)).Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Took);

    public void Clear() => _ended.Clear();

    public void Dispose() => _listener.Dispose();
}
