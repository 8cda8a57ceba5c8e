using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>What one chat of moderators shows of a case: a row of <c>flash.moderation_cards</c>.</summary>
public sealed class ModerationCard
{
    public GenerationId GenerationId { get; set; }

    public Platform Platform { get; set; }

    /// <summary>The network's id of the moderators' chat.</summary>
    public required string Place { get; set; }

    /// <summary>Null until it was posted.</summary>
    public MessageRef? Message { get; set; }

    /// <summary>The case has moved on since it was shown.</summary>
    public bool IsStale { get; set; }

    public int Attempts { get; set; }

    /// <summary>No one else's to show until then.</summary>
    public DateTimeOffset NextAt { get; set; }
}
