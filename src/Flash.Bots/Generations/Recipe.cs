using System.Text.Json.Serialization;
using Flash.Bots.Commands;

namespace Flash.Bots.Generations;

/// <summary>Everything that determines the pixels of a generation. The same recipe makes the same pictures, so it is
/// what Flash keeps.</summary>
/// <param name="Prompt">What to draw, in the person's words.</param>
/// <param name="Seed">Where the noise comes from; each picture of the generation derives its own from it.</param>
/// <param name="InferenceSteps">How many timesteps are visited: 1 to 8 when a person says, else what the model was made
/// for.</param>
/// <param name="Count">How many pictures, 1 to 4.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Model">The model's folder name.</param>
/// <param name="ModelRevision">Which state of the model; unknown until a worker has drawn it.</param>
/// <param name="NegativePrompt">What to leave out, in the person's words; empty for nothing.</param>
public sealed record Recipe(
    string Prompt,
    ulong Seed,
    int InferenceSteps,
    int Count,
    int Width,
    int Height,
    string Model,
    string? ModelRevision = null,
    string NegativePrompt = ""
)
{
    /// <summary>The words that a style adds, as they were when it was asked for; null for none.</summary>
    public AppliedStyle? Style { get; init; }

    /// <summary>The picture to start from instead of noise alone; null for none.</summary>
    public StartPicture? Start { get; init; }

    /// <summary>Another way of sampling than the model's files say; null for theirs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Sampling? Sampling { get; init; }

    /// <summary>What became of the words on their way to the model; null when they are drawn as they were
    /// typed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Reading? Reading { get; init; }

    /// <summary>How the pictures differ in what the words leave open; null where only their noise does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Variety? Variety { get; init; }

    /// <summary>How the picture is set in motion; null for the usual way, and where nothing moves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Motion? Motion { get; init; }

    /// <summary>How many times as large an enlargement is; null for twice, and where nothing is enlarged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Enlargement { get; init; }

    /// <summary>The other way of drawing the same words, in an arena: the second picture. Null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Recipe? Rival { get; init; }

    /// <summary>Tells apart what is made of the same picture once each; empty for the usual one.</summary>
    [JsonIgnore]
    public string Variant => Motion?.ToString() ?? (Enlargement is { } times ? $"x{times}" : "");

    /// <summary>What the model is told to draw, but for what single pictures add to it.</summary>
    [JsonIgnore]
    public string FullPrompt => Styled(Start?.Words ?? Reading?.Words ?? Prompt);

    /// <summary>What the model is told to draw as one of the pictures.</summary>
    /// <param name="index">1-based.</param>
    public string FullPromptOf(int index) =>
        Variety?.Words.ElementAtOrDefault(index - 1) is { } own ? Styled(own) : FullPrompt;

    /// <summary>The recipe whose every picture is told what one of these is: for what follows that picture.</summary>
    /// <param name="index">1-based.</param>
    public Recipe Of(int index) =>
        this with
        {
            Prompt = PromptArray.Pick(Prompt, index),
            Reading = Variety?.Words.ElementAtOrDefault(index - 1) is { } own
                ? (Reading ?? new Reading()) with
                {
                    Words = own,
                    ChangesLast = false,
                }
                : Reading?.Again(),
            Variety = null,
        };

    /// <summary>What the model is told to leave out.</summary>
    [JsonIgnore]
    public string FullNegativePrompt =>
        (NegativePrompt, Style?.Negative) switch
        {
            (var own, null or "") => own,
            ("", var style) => style,
            var (own, style) => $"{own}, {style}",
        };

    private string Styled(string words) => Style is { Words: not "" } style ? $"{words}, {style.Words}" : words;
}
