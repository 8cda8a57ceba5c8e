using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>What a moderator wrote for the others: a row of <c>flash.case_notes</c>.</summary>
public sealed class CaseNote
{
    public long Id { get; set; }

    public GenerationId GenerationId { get; set; }

    public required string ModeratorName { get; set; }

    public required string Note { get; set; }

    public DateTimeOffset WrittenAt { get; set; }
}
