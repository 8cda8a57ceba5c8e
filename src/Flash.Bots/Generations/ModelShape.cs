namespace Flash.Bots.Generations;

/// <summary>What a model draws when nobody says otherwise.</summary>
/// <param name="Edge">Side of a square picture, pixels.</param>
/// <param name="SizeMultiple">Widths and heights are multiples of this many pixels.</param>
/// <param name="InferenceSteps">Timesteps visited.</param>
public sealed record ModelShape(int Edge, int SizeMultiple, int InferenceSteps)
{
    /// <summary>flash-mini's, and that of every model of which nothing is known here.</summary>
    public static ModelShape FlashMini { get; } = new(256, 32, 3);
}
