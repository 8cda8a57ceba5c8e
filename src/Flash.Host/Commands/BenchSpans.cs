using System.Collections.Concurrent;
using System.Diagnostics;
using Flash.Bots.Supervision;

namespace Flash.Host.Commands;

/// <summary>Collects what the traces of this process say: how long each part of a request took.</summary>
internal sealed class BenchSpans : IDisposable
{
    private static readonly string[] Phases = ["text", "image", "denoise", "previews", "decode"];

    private readonly ConcurrentQueue<(string Name, DateTime Began, TimeSpan Took)> _ended = new();
    private readonly ActivityListener _listener;

    public BenchSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlashMeasures.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => _ended.Enqueue((span.OperationName, span.StartTimeUtc, span.Duration)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How long the model was at it since <see cref="Clear"/>; zero when no span says so.</summary>
    public TimeSpan Model =>
        _ended.Where(span => Phases.Contains(span.Name)).Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Took);

    /// <summary>When the request was in the database for others to see; null when no span says so.</summary>
    public DateTime? Stored => Find("submit") is { } submitted ? submitted.Began + submitted.Took : null;

    /// <summary>When a worker had claimed it; null when no span says so.</summary>
    public DateTime? Claimed => Find("draw")?.Began;

    /// <summary>How long making the files of the result took; null when no span says so.</summary>
    public TimeSpan? Encoding => Find("encode")?.Took;

    public void Clear() => _ended.Clear();

    public void Dispose() => _listener.Dispose();

    private (string Name, DateTime Began, TimeSpan Took)? Find(string name)
    {
        foreach (var span in _ended)
        {
            if (span.Name == name)
            {
                return span;
            }
        }

        return null;
    }
}
