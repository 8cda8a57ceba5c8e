using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>A sketch that one process asks another for: a row of <c>flash.sketches</c>. Lives for minutes, so not
/// written ahead.</summary>
public sealed class SketchRow
{
    public Guid Id { get; set; }

    public required Recipe Recipe { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>JPEGs; null until it is drawn.</summary>
    public byte[][]? Pictures { get; set; }
}
