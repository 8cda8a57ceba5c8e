using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>A generation that waits for a worker and whose message stands in a chat.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Kind">What it makes.</param>
/// <param name="Recipe">How.</param>
/// <param name="ReplyAddress">Where it was asked for.</param>
/// <param name="Message">What shows it.</param>
/// <param name="Language">The language tag to speak; null when not given.</param>
public sealed record WaitingGeneration(
    GenerationId Id,
    GenerationKind Kind,
    Recipe Recipe,
    ReplyAddress ReplyAddress,
    MessageRef Message,
    string? Language
)
{
    /// <summary>The language to speak of it in.</summary>
    public Texts Texts => Texts.For(Language);
}
