using System.Collections.Concurrent;
using System.Diagnostics;
using Flash.Bots.Supervision;

namespace Flash.Host.Commands;

/// <summary>Collects what the traces of this process say: how long each part of a request took.</summary>
internal sealed class BenchSpans : IDisposable
{
    private readonly ConcurrentQueue<(string Name, TimeSpan Took)> _ended = new();
    private readonly ActivityListener _listener;

    public BenchSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlashMeasures.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                _ended.Enqueue((span.OperationName, span.Duration));
                if (span.GetTagItem("flash.denoise.ms") is double)
                {
                    var model = new[] { "text", "image", "denoise", "previews", "decode" }.Sum(part =>
                        span.GetTagItem($"flash.{part}.ms") as double? ?? 0
                    );
                    _ended.Enqueue(("model", TimeSpan.FromMilliseconds(model)));
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How long the last span of that name took since <see cref="Clear"/>; null when there was none.</summary>
    public TimeSpan? Last(string name) =>
        _ended.LastOrDefault(span => span.Name == name) is { Name: not null } found ? found.Took : null;

    public void Clear() => _ended.Clear();

    public void Dispose() => _listener.Dispose();
}
