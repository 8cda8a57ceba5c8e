using Flash.Bots.Glossary;

namespace Flash.Bots.Generations;

/// <summary>What each picture shows: what the bot chose where the prompt leaves it open, or the choices of the prompt
/// itself.</summary>
/// <param name="Chaos">How much was left to the bot, above 0 to 100; 0 where the prompt names the choices
/// (<see cref="Commands.PromptArray"/>).</param>
/// <param name="Words">What the model is told of each picture, without the style; null for the recipe's own
/// words.</param>
public sealed record Variety(int Chaos, IReadOnlyList<string?> Words)
{
    /// <summary>When a person does not say.</summary>
    public const int Usual = 40;

    /// <summary>Chooses; null where nothing is open, or the model has no list of what it knows.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="words">What the model is told, without a style.</param>
    /// <param name="hasStyle">A style is chosen beside the words.</param>
    /// <param name="seed">The same seed chooses the same.</param>
    /// <param name="count">Number of pictures.</param>
    /// <param name="chaos">0 to 100.</param>
    public static Variety? Choose(string model, string words, bool hasStyle, ulong seed, int count, int chaos) =>
        chaos > 0
        && count > 1
        && OpenChoices.Of(model)?.For(words, hasStyle, seed, count, chaos) is { } chosen
        && chosen.Any(own => own is not null)
            ? new Variety(chaos, chosen)
            : null;

    /// <summary>The words are the person's, who answers for them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsTyped => Chaos == 0;

    /// <inheritdoc/>
    public bool Equals(Variety? other) =>
        other is not null && Chaos == other.Chaos && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Chaos, Words.Count, Words.Count == 0 ? null : Words[^1]);
}
