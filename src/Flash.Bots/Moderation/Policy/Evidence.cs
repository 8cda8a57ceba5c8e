namespace Flash.Bots.Moderation.Policy;

/// <summary>That something is preserved.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Generation">What it is of; null for words that were blocked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who said so.</param>
public sealed record Evidence(long Id, Guid? Generation, string Reason, DateTimeOffset At, string By)
{
    /// <summary>When it was let go of; null while it is there.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Who let go of it.</summary>
    public string? ReleasedBy { get; init; }
}
