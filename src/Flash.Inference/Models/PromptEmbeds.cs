namespace Flash.Inference.Models;

/// <summary>What the UNet knows of a prompt.</summary>
/// <param name="Values">[Tokens, Width], row-major.</param>
/// <param name="Tokens">77 for CLIP.</param>
/// <param name="Width">D.</param>
internal sealed record PromptEmbeds(float[] Values, int Tokens, int Width);
