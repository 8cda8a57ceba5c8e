using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>Something that a person waits for.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Kind">What it makes.</param>
/// <param name="State">Queued, held or running.</param>
/// <param name="Prompt">What it should show.</param>
/// <param name="Ahead">How many come first and are not done; 0 unless it is queued.</param>
/// <param name="Expected">When it will stand in its chat; null when no one knows, and unless it is queued.</param>
public sealed record QueuePlace(
    GenerationId Id,
    GenerationKind Kind,
    GenerationState State,
    string Prompt,
    int Ahead,
    TimeSpan? Expected
);

/// <summary>What someone who waits is told.</summary>
/// <param name="Ahead">How many come first.</param>
/// <param name="Expected">When theirs will be done; null when it is not known, and for the next in line.</param>
public sealed record Outlook(int Ahead, TimeSpan? Expected)
{
    /// <summary>
    /// Whether what was told before is worth correcting: another place; a time where none was known; or one that is off
    /// by more than a third. A time that moves by a second each time it is measured would only flicker.
    /// </summary>
    public bool DiffersFrom(Outlook told) =>
        Ahead != told.Ahead
        || Expected is null != told.Expected is null
        || (
            Expected is { } now
            && told.Expected is { } then
            && (now - then).Duration() > TimeSpan.FromSeconds(2) + (then / 3)
        );

    /// <summary>The expected time as it is kept.</summary>
    internal int? Seconds => Expected is { } expected ? Math.Max(1, (int)Math.Round(expected.TotalSeconds)) : null;
}

/// <summary>A message that tells a place which is not the generation's any more.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Outlook">What it should tell.</param>
/// <param name="Address">Where it was asked for.</param>
public sealed record OutdatedPlace(GenerationId Id, Outlook Outlook, ReplyAddress Address);
