using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>Whatever was ever held or reported: a row of <c>flash.moderation_cases</c>, kept by triggers.</summary>
public sealed class ModerationCase
{
    public GenerationId GenerationId { get; set; }

    /// <summary>Counts what happened to it.</summary>
    public long Revision { get; set; }

    public DateTimeOffset OpenedAt { get; set; }
}
