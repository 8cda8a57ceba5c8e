using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>Someone tried a code: a row of <c>flash.moderator_code_attempts</c>, counted to stop guessing.</summary>
public sealed class ModeratorCodeAttempt
{
    public long Id { get; set; }

    public Platform Platform { get; set; }

    public required string ExternalId { get; set; }

    public DateTimeOffset AttemptedAt { get; set; }
}
