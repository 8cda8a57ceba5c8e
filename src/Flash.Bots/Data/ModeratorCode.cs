namespace Flash.Bots.Data;

/// <summary>A code by which someone on a network says which moderator they are, once: a row of
/// <c>flash.moderator_codes</c>. Kept as a digest: reading the table makes no one a moderator.</summary>
public sealed class ModeratorCode
{
    public required byte[] Hash { get; set; }

    public long ModeratorId { get; set; }

    public ModeratorRow? Moderator { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
