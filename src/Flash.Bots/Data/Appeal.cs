using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>Someone disagrees with a ban, or with the removal of a picture: a row of <c>flash.appeals</c>, one for each
/// of those.</summary>
public sealed class Appeal
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 1000;

    public long Id { get; set; }

    /// <summary>Who appeals.</summary>
    public long UserId { get; set; }

    public User? User { get; set; }

    /// <summary>The ban; null when it is about a picture.</summary>
    public long? BanId { get; set; }

    public Ban? Ban { get; set; }

    /// <summary>What was removed; null when it is about a ban.</summary>
    public GenerationId? GenerationId { get; set; }

    public Generation? Generation { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public AppealState State { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }
}

/// <summary>What became of an <see cref="Appeal"/>. Stored by name, in lower case.</summary>
public enum AppealState
{
    /// <summary>No moderator has decided.</summary>
    Open,

    /// <summary>The ban is lifted, the picture may be drawn again.</summary>
    Granted,

    /// <summary>It stays as it is.</summary>
    Refused,
}
