using Flash.Bots.Generations;
using Flash.Bots.Moderation;

namespace Flash.Bots.Data;

/// <summary>A decision that a message has to follow: a row of <c>flash.message_orders</c>, written with the decision
/// and carried out by a process that speaks to that network.</summary>
public sealed class MessageOrder
{
    public GenerationId GenerationId { get; set; }

    public Generation? Generation { get; set; }

    public MessageWish Wish { get; set; }

    public MessageOutcome Outcome { get; set; }

    /// <summary>Why it went otherwise than wished.</summary>
    public string? Reason { get; set; }

    /// <summary>What the person is told besides; null for nothing.</summary>
    public string? Words { get; set; }

    /// <summary>Who decided: a network in lower case, or <c>flash</c>.</summary>
    public required string ByPlatform { get; set; }

    public required string ById { get; set; }

    public required string ByName { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not before.</summary>
    public DateTimeOffset NextAt { get; set; }
}

/// <summary>What a decision wants of the message. Stored by name, in lower case.</summary>
public enum MessageWish
{
    /// <summary>It says that the request was refused.</summary>
    Rejected,

    /// <summary>It is deleted.</summary>
    Removed,

    /// <summary>It says that a moderator looks at the request, again.</summary>
    Held,
}
