namespace Flash.Bots.Data;

/// <summary>A link that signs a moderator in once: a row of <c>flash.moderator_links</c>. Kept as a digest: reading the
/// table signs no one in.</summary>
public sealed class ModeratorLink
{
    public required byte[] Hash { get; set; }

    public long ModeratorId { get; set; }

    public ModeratorRow? Moderator { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
