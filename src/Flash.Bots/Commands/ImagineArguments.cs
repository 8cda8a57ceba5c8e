namespace Flash.Bots.Commands;

/// <summary>What was given to <c>/imagine</c>; null stands for "as usual".</summary>
/// <param name="Prompt">Clean, 1 to <see cref="ImagineParser.MaxPromptLength"/> characters.</param>
public sealed record ImagineArguments(string Prompt)
{
    public static readonly ImagineArguments Nothing = new("");

    public ulong? Seed { get; init; }

    /// <summary>Left to chance, where a seed would otherwise be kept.</summary>
    public bool IsNewSeed { get; init; }

    public int? InferenceSteps { get; init; }

    public int? Count { get; init; }

    public AspectRatio? AspectRatio { get; init; }

    /// <summary>What to leave out, with commas between; empty for nothing.</summary>
    public string NegativePrompt { get; init; } = "";

    public string? Model { get; init; }

    /// <summary>How much of what the words leave open is chosen differently for each picture, 0 to 100.</summary>
    public int? Chaos { get; init; }

    /// <summary>The name of a style, or <see cref="Styles.StyleTable.None"/>.</summary>
    public string? Style { get; init; }

    /// <summary>With a picture: how much of it is drawn anew, 0.1 to 1.</summary>
    public double? Strength { get; init; }

    /// <summary>Steps of another program's recipe: taken where the model can, else named.</summary>
    public int? SuggestedSteps { get; init; }

    /// <summary>A model of another program's recipe: taken where it is here, else named.</summary>
    public string? SuggestedModel { get; init; }

    /// <summary>What was typed and is not drawn, as it was typed.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Pixels; a shape once both are known.</summary>
    internal int? Width { get; init; }

    internal int? Height { get; init; }

    /// <summary>These, and where these say nothing, <paramref name="other"/>; the words are the other's.</summary>
    internal ImagineArguments Over(ImagineArguments other) =>
        other with
        {
            Seed = Seed ?? (IsNewSeed ? null : other.Seed),
            IsNewSeed = IsNewSeed || (Seed is null && other.IsNewSeed),
            InferenceSteps = InferenceSteps ?? other.InferenceSteps,
            Count = Count ?? other.Count,
            AspectRatio = AspectRatio ?? other.AspectRatio,
            Model = Model ?? other.Model,
            Chaos = Chaos ?? other.Chaos,
            Style = Style ?? other.Style,
            Strength = Strength ?? other.Strength,
        };
}
