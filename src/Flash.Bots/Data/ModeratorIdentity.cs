using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>Who a moderator is on a network: a row of <c>flash.moderator_identities</c>, one for each
/// network.</summary>
public sealed class ModeratorIdentity
{
    public Platform Platform { get; set; }

    public required string ExternalId { get; set; }

    public long ModeratorId { get; set; }

    public ModeratorRow? Moderator { get; set; }

    public DateTimeOffset LinkedAt { get; set; }
}
