namespace Flash.Bots.Generations;

/// <summary>Names a generation everywhere: in the database, in jobs, in buttons and in logs.</summary>
public readonly record struct GenerationId(Guid Value)
{
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

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
