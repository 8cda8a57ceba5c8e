using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>One person's choice between the two pictures of an arena: a row of <c>flash.arena_votes</c>. The last one
/// counts.</summary>
public sealed class ArenaVote
{
    public GenerationId GenerationId { get; set; }

    public long UserId { get; set; }

    /// <summary>What drew the picture that was chosen.</summary>
    public required string Winner { get; set; }

    /// <summary>What drew the other one.</summary>
    public required string Loser { get; set; }

    public DateTimeOffset At { get; set; }
}
