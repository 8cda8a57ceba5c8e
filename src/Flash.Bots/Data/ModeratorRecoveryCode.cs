namespace Flash.Bots.Data;

/// <summary>Stands in for a lost authenticator app, once: a row of <c>flash.moderator_recovery_codes</c>, a
/// digest.</summary>
public sealed class ModeratorRecoveryCode
{
    public required byte[] Hash { get; set; }

    public long ModeratorId { get; set; }

    public ModeratorRow? Moderator { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
