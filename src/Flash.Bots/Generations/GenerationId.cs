namespace Flash.Bots.Generations;

/// <summary>Names a generation everywhere: in the database, in jobs, in buttons and in logs.</summary>
public readonly record struct GenerationId(Guid Value)
{
    /// <summary>A new id, ordered by time (UUID version 7) so that indexes stay compact.</summary>
    public static GenerationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
