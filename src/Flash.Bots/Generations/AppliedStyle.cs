namespace Flash.Bots.Generations;

/// <summary>A style's words inside a recipe: changing the table of styles changes no picture that was drawn.</summary>
/// <param name="Name">The style's name.</param>
/// <param name="Words">Added to the prompt.</param>
/// <param name="Negative">Added to what is left out.</param>
public sealed record AppliedStyle(string Name, string Words, string Negative = "");
