using System.Globalization;
using Flash.Bots.Generations;

namespace Flash.Bots.Arena;

/// <summary>One way of drawing, in an arena.</summary>
/// <param name="Model">The model's folder name.</param>
/// <param name="InferenceSteps">How many steps.</param>
public sealed record Contender(string Model, int InferenceSteps)
{
    /// <summary>As votes are stored: <c>flash-mini@3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Model}@{InferenceSteps}");

    /// <summary>What drew, or will draw, a recipe.</summary>
    public static Contender Of(Recipe recipe) => new(recipe.Model, recipe.InferenceSteps);
}
