namespace Flash.Inference.Text;

/// <summary>As much of a prompt as the text encoder sees at once.</summary>
/// <param name="Ids">Start, up to 75 tokens, end and padding: as many as the encoder takes.</param>
/// <param name="Weights">One for each id; null when all are 1.</param>
internal sealed record TokenWindow(int[] Ids, float[]? Weights);
