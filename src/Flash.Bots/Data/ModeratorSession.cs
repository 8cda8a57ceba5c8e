namespace Flash.Bots.Data;

/// <summary>A browser that is signed in to the console: a row of <c>flash.moderator_sessions</c>. The key is a digest
/// of its cookie; the id names it in a list.</summary>
public sealed class ModeratorSession
{
    public required byte[] Hash { get; set; }

    public long Id { get; set; }

    public long ModeratorId { get; set; }

    public ModeratorRow? Moderator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>What the browser calls itself, up to 200 characters.</summary>
    public string Browser { get; set; } = "";

    /// <summary>When a code was entered in it; null until then.</summary>
    public DateTimeOffset? SecondFactorAt { get; set; }
}
