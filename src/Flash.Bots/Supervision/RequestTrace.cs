using System.Diagnostics;
using Flash.Bots.Generations;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Supervision;

/// <summary>
/// One thing that a person did, from the moment it was taken in. Its trace has the id that the generation will have, if
/// one comes of it: so one trace goes from the update to the last edit, in whatever processes, and the id of a
/// generation is that of its trace. Log lines inside name it, whether traces are collected or not.
/// </summary>
public sealed class RequestTrace : IDisposable
{
    private static readonly AsyncLocal<RequestTrace?> Flowing = new();

    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("{TraceId}");

    private readonly Activity? _span;
    private readonly IDisposable? _scope;
    private int _isTaken;

    private RequestTrace(string name, GenerationId id, ILogger logger)
    {
        Id = id;
        _scope = Scope(logger, id.TraceId);
        _span = FlashMeasures.Traces.StartActivity(name, ActivityKind.Server, id.TraceWith(null));
        Flowing.Value = this;
    }

    /// <summary>What a generation that comes of it will be called.</summary>
    public GenerationId Id { get; }

    /// <summary>Begins one; it flows to whatever is called until it is disposed.</summary>
    /// <param name="name">What came in: <c>telegram update</c>.</param>
    /// <param name="time">Gives ids their order.</param>
    /// <param name="logger">Whose lines name it.</param>
    public static RequestTrace Begin(string name, TimeProvider time, ILogger logger) =>
        new(name, GenerationId.New(time), logger);

    /// <summary>The id for a generation that is asked for here: that of the trace, the first time, else a new
    /// one.</summary>
    public static GenerationId NewId(TimeProvider time) =>
        Flowing.Value is { } request && Interlocked.Exchange(ref request._isTaken, 1) == 0
            ? request.Id
            : GenerationId.New(time);

    /// <summary>A detail for those who collect traces; never words of people.</summary>
    public void SetTag(string name, object? value) => _span?.SetTag(name, value);

    /// <inheritdoc/>
    public void Dispose()
    {
        Flowing.Value = null;
        _span?.Dispose();
        _scope?.Dispose();
    }
}
