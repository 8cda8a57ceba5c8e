using System.Diagnostics;
using Flash.Bots.Supervision;

namespace Flash.Bots.Generations;

/// <summary>Names a generation everywhere: in the database, in jobs, in buttons and in logs.</summary>
public readonly record struct GenerationId(Guid Value) : IComparable<GenerationId>
{
    public static bool operator <(GenerationId left, GenerationId right) => left.CompareTo(right) < 0;

    public static bool operator >(GenerationId left, GenerationId right) => left.CompareTo(right) > 0;

    public static bool operator <=(GenerationId left, GenerationId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GenerationId left, GenerationId right) => left.CompareTo(right) >= 0;

    /// <summary>A new id, ordered by time (UUID version 7) so that indexes stay compact.</summary>
    public static GenerationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>No id made since then is smaller, and none made before is greater: for looking up a span of time by
    /// id.</summary>
    public static GenerationId FirstAt(DateTimeOffset then) =>
        new(
            new Guid(
                [.. Guid.CreateVersion7(then).ToByteArray(bigEndian: true).AsSpan(0, 6), .. new byte[10]],
                bigEndian: true
            )
        );

    /// <summary>When it was made, to the millisecond, by the clock of the process that made it.</summary>
    public DateTimeOffset MadeAt
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return DateTimeOffset.FromUnixTimeMilliseconds(
                (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16)
            );
        }
    }

    /// <summary>The trace of everything that is done for it, in whatever process: 32 hexadecimal digits, as
    /// OpenTelemetry's backends look traces up.</summary>
    public string TraceId => Value.ToString("N");

    /// <summary>Begins a span of its trace; null while no one collects traces. Inside another span of the trace it is
    /// that one's child.</summary>
    /// <param name="name">What is done: <c>submit</c>, <c>draw</c>.</param>
    /// <param name="parent">The span that led here in another process, as the generation carries it.</param>
    /// <param name="began">When it began, for what is known only afterwards.</param>
    public Activity? StartSpan(string name, string? parent = null, DateTimeOffset began = default)
    {
        var current = Activity.Current;
        var isInside = current?.TraceId.ToHexString() == TraceId;
        var span = FlashMeasures.Traces.StartActivity(
            name,
            ActivityKind.Internal,
            isInside ? current!.Context : TraceWith(parent),
            links: current is null || isInside ? null : [new ActivityLink(current.Context)],
            startTime: began
        );
        span?.SetTag("flash.generation", Value);
        return span;
    }

    /// <summary>Its trace, at a span; without one, at its beginning.</summary>
    internal ActivityContext TraceWith(string? span)
    {
        Span<byte> bytes = stackalloc byte[16];
        Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(bytes),
            span is null ? default : ActivitySpanId.CreateFromString(span),
            ActivityTraceFlags.Recorded,
            isRemote: span is not null
        );
    }

    /// <summary>By time, as PostgreSQL orders them too.</summary>
    public int CompareTo(GenerationId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
