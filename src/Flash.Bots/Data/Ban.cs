using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>Someone may not ask for pictures for a while, or ever again: a row of <c>flash.bans</c>. Lifted, never
/// deleted.</summary>
public sealed class Ban
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public User? User { get; set; }

    /// <summary>Shown to the person.</summary>
    public required string Reason { get; set; }

    public required string BannedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null for good.</summary>
    public DateTimeOffset? Until { get; set; }

    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftedBy { get; set; }

    /// <summary>Until when it should last, once a second moderator agrees; infinity for good.</summary>
    public DateTimeOffset? WantedUntil { get; set; }

    public string? WantedBy { get; set; }

    public string? ConfirmedBy { get; set; }

    /// <summary>The card that it was asked for on.</summary>
    public GenerationId? GenerationId { get; set; }
}
