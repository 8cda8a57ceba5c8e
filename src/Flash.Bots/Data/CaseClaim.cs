using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>Who looks at a case: a row of <c>flash.case_claims</c>.</summary>
public sealed class CaseClaim
{
    public GenerationId GenerationId { get; set; }

    /// <summary>The network and the id there, with a colon between.</summary>
    public required string ModeratorId { get; set; }

    public required string ModeratorName { get; set; }

    public DateTimeOffset ClaimedAt { get; set; }
}
