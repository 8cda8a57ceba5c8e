namespace Flash.Bots.Commands;

/// <summary>What somebody's text asks for.</summary>
public abstract record Command
{
    private Command()
    {
    }

    /// <summary>Draw.</summary>
    public sealed record Imagine(ImagineArguments Arguments) : Command;

    /// <summary>The first words of a new chat.</summary>
    public sealed record Start : Command;

    /// <summary>How does this work?</summary>
    public sealed record Help : Command;

    /// <summary>A command of ours, but not understood; <paramref name="Sentence"/> says what to do instead.</summary>
    public sealed record Mistaken(string Sentence) : Command;

    /// <summary>Not said to us: talk in a group, or another bot's command.</summary>
    public sealed record Ignored : Command;
}

/// <summary>What was given to <c>/imagine</c>; null stands for "as usual".</summary>
/// <param name="Prompt">Clean, 1 to <see cref="ImagineParser.MaxPromptLength"/> characters.</param>
public sealed record ImagineArguments(string Prompt)
{
    public ulong? Seed { get; init; }

    public int? InferenceSteps { get; init; }

    public int? Count { get; init; }

    public AspectRatio? AspectRatio { get; init; }

    public string NegativePrompt { get; init; } = "";

    public string? Model { get; init; }
}
