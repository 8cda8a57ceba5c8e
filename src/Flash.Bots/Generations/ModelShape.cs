namespace Flash.Bots.Generations;

/// <summary>What a model draws by default.</summary>
/// <param name="Edge">Side of a square picture, pixels.</param>
/// <param name="SizeMultiple">Widths and heights are multiples of this many pixels.</param>
/// <param name="InferenceSteps">Timesteps visited.</param>
/// <param name="IsGuided">It is drawn with guidance, so it can be told what to leave out.</param>
public sealed record ModelShape(int Edge, int SizeMultiple, int InferenceSteps, bool IsGuided = false)
{
    // Above this a model was not made for few steps.
    private const int FewSteps = 8;

    /// <summary>flash-mini's, and that of every model of which nothing is known here.</summary>
    public static ModelShape FlashMini { get; } = new(256, 32, 3);

    /// <summary>Most timesteps that people may ask for: a model made for few gains nothing from more.</summary>
    public int MaxInferenceSteps => InferenceSteps <= FewSteps ? FewSteps : Commands.ImagineParser.MaxInferenceSteps;
}
