using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>A generation that the caller may now work on, until its lease runs out.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Epoch">Names this claim in every later write; a write under an older epoch changes nothing.</param>
/// <param name="Attempt">1 for the first claim, at most <see cref="GenerationStore.MaxAttempts"/>.</param>
/// <param name="Kind">What to make.</param>
/// <param name="Recipe">How; an animation and an enlargement carry their parent's.</param>
/// <param name="ReplyAddress">Where it was asked for.</param>
/// <param name="Message">The message that shows it, if it was posted already and no one else is editing it.</param>
/// <param name="ParentId">The generation that this one follows.</param>
/// <param name="ParentIndex">Which picture of the parent, 1-based; null when it follows all of them.</param>
/// <param name="Language">The language tag to speak; null when not given.</param>
/// <param name="IsSpoiler">The person or the chat wants pictures hidden until someone taps them.</param>
public sealed record ClaimedGeneration(
    GenerationId Id,
    int Epoch,
    int Attempt,
    GenerationKind Kind,
    Recipe Recipe,
    ReplyAddress ReplyAddress,
    MessageRef? Message,
    GenerationId? ParentId,
    int? ParentIndex,
    string? Language = null,
    bool IsSpoiler = false
)
{
    /// <summary>The language to speak of it in.</summary>
    public Texts Texts => Texts.For(Language);

    /// <summary>A moderator has seen what it looks like and let it through.</summary>
    public bool IsCleared { get; init; }

    /// <summary>The span of its trace that took it in; null while no one collects traces.</summary>
    public string? TraceSpan { get; init; }

    /// <summary>How long its person was told to wait when it was asked for, in seconds; null when no one
    /// told.</summary>
    public int? PromisedSeconds { get; init; }
}
