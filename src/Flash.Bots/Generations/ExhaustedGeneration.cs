using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>A generation that ended every worker that tried it, and has now failed for good.</summary>
public sealed record ExhaustedGeneration(
    GenerationId Id,
    GenerationKind Kind,
    ReplyAddress ReplyAddress,
    MessageRef? Message,
    Recipe Recipe,
    string? Language
);
