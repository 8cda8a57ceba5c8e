namespace Flash.Bots.Generations;

/// <summary>One generation of a lineage.</summary>
/// <param name="Id">It.</param>
/// <param name="Parent">What it was made from; null for the first, and where that is left out.</param>
/// <param name="ParentIndex">Which picture of it, 1-based; null for all.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Recipe">How.</param>
public sealed record LineageStep(
    GenerationId Id,
    GenerationId? Parent,
    int? ParentIndex,
    GenerationKind Kind,
    Recipe Recipe
)
{
    /// <summary>It does not stand in the chat any more: its picture is not shown.</summary>
    public bool IsGone { get; init; }
}
