namespace Flash.Bots.Generations;

/// <summary>What a generation makes. Stored by name, in lower case.</summary>
public enum GenerationKind
{
    /// <summary>Pictures from words.</summary>
    Imagine,

    /// <summary>A looping GIF from one picture of another generation.</summary>
    Animate,
}
