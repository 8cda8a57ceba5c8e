namespace Flash.Inference.Text;

/// <summary>A part of a prompt, and how much attention it gets.</summary>
/// <param name="Text">Without the brackets that gave it its weight.</param>
/// <param name="Weight">1 for ordinary words.</param>
internal readonly record struct WeightedText(string Text, float Weight);
