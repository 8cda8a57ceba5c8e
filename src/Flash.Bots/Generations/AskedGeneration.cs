using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>What must be known of a generation before a button below it does anything.</summary>
public sealed record AskedGeneration(GenerationId Id, GenerationKind Kind, GenerationState State, Recipe Recipe)
{
    public required Platform Platform { get; init; }

    /// <summary>The generation it follows, and which picture of it; null when it was asked for by itself.</summary>
    public (GenerationId Id, int? Index)? Parent { get; init; }

    /// <summary>How long it was drawn, as the caption says; null while it is not known.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>The network's id of the person who asked for it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The network's id of the chat it was asked for in.</summary>
    public required string ChatId { get; init; }
}
