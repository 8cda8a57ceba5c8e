namespace Flash.Inference.Models;

/// <summary>What the UNet knows of a prompt. Shared between generations; never written to once made.</summary>
/// <param name="Values">[Tokens, Width], row-major.</param>
/// <param name="Tokens">77 for each window of CLIP.</param>
/// <param name="Width">D.</param>
internal sealed record PromptEmbeds(float[] Values, int Tokens, int Width)
{
    /// <summary>SDXL: the second encoder's summary of the first window; empty for other models.</summary>
    public float[] Pooled { get; init; } = [];
}
