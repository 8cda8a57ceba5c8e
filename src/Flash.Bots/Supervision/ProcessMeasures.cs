using System.Diagnostics.Metrics;

namespace Flash.Bots.Supervision;

/// <summary>What is read off a process when someone asks: how old each loop's last round is.</summary>
public sealed class ProcessMeasures : IDisposable
{
    private readonly Meter _meter = new(FlashMeasures.Name);

    public ProcessMeasures(BackgroundLoops loops, IEnumerable<IObservedNumber> numbers)
    {
        _meter.CreateObservableGauge(
            "flash.loop.age",
            () =>
                loops.All.Select(loop => new Measurement<double>(
                    loop.Age.TotalSeconds,
                    new KeyValuePair<string, object?>("flash.loop", loop.Name)
                )),
            "s",
            "Since the loop's last completed round"
        );
        _meter.CreateObservableGauge(
            "flash.loop.complaints",
            () =>
                loops.All.Select(loop => new Measurement<int>(
                    loop.Complaint() is null ? 0 : 1,
                    new KeyValuePair<string, object?>("flash.loop", loop.Name)
                )),
            "{loop}",
            "1 for a loop that fails, hangs or has stopped"
        );
        foreach (var number in numbers)
        {
            _meter.CreateObservableGauge(number.Name, number.Read, number.Unit, number.Description);
        }
    }

    public void Dispose() => _meter.Dispose();
}

/// <summary>A number that a part of the process knows at any time.</summary>
public interface IObservedNumber
{
    /// <summary>As OpenTelemetry names things: <c>flash.queue.waiting</c>.</summary>
    string Name { get; }

    string Unit { get; }

    string Description { get; }

    /// <summary>Its value now; nothing while it is not known.</summary>
    IEnumerable<Measurement<double>> Read();
}

/// <summary>One made of a function.</summary>
public sealed record ObservedNumber(string Name, string Unit, string Description, Func<double?> Value) : IObservedNumber
{
    public IEnumerable<Measurement<double>> Read() => Value() is { } value ? [new Measurement<double>(value)] : [];
}
