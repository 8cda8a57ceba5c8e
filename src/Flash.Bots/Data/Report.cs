using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>Someone says that a picture should not be: a row of <c>flash.reports</c>, one for each person and
/// generation.</summary>
public sealed class Report
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReason = 500;

    public long Id { get; set; }

    public GenerationId GenerationId { get; set; }

    public Generation? Generation { get; set; }

    /// <summary>1-based; null for all of them.</summary>
    public int? PictureIndex { get; set; }

    /// <summary>Who reports.</summary>
    public long UserId { get; set; }

    public User? User { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public ReportState State { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }
}

/// <summary>What became of a <see cref="Report"/>. Stored by name, in lower case.</summary>
public enum ReportState
{
    /// <summary>No moderator has decided.</summary>
    Open,

    /// <summary>The picture is gone.</summary>
    Upheld,

    /// <summary>The picture stays.</summary>
    Dismissed,
}
