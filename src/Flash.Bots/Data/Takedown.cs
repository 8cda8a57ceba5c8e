using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>A generation that moderators removed: a row of <c>flash.takedowns</c>. Nothing can be made from its
/// pictures any more.</summary>
public sealed class Takedown
{
    public GenerationId GenerationId { get; set; }

    /// <summary>Shown to the person.</summary>
    public required string Reason { get; set; }

    public required string TakenDownBy { get; set; }

    public DateTimeOffset TakenDownAt { get; set; }
}
