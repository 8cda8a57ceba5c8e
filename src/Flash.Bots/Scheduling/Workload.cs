using Flash.Bots.Generations;

namespace Flash.Bots.Scheduling;

/// <summary>How much there is to do, before anyone knows how fast it goes.</summary>
public static class Workload
{
    /// <summary>Reading the words and decoding the pictures take about as long as this many steps.</summary>
    private const double StepsBeside = 3;

    private const double Megapixel = 1_000_000;

    /// <summary>Steps times megapixels times pictures; for what is not drawn in steps, megapixels. Only what is of the
    /// same kind and model can be compared; <see cref="QueuePace"/> knows what it takes.</summary>
    public static double Of(GenerationKind kind, Recipe recipe)
    {
        var megapixels = recipe.Width * (double)recipe.Height / Megapixel;
        return kind switch
        {
            GenerationKind.Animate => megapixels * (recipe.Motion is { IsLong: true } ? 2 : 1),
            GenerationKind.Enlarge => megapixels * Squared(recipe.Enlargement ?? 2) / Squared(2),
            GenerationKind.Tree or GenerationKind.Describe => megapixels,
            GenerationKind.Arena => ((Steps(recipe) + StepsBeside) * megapixels)
                + (recipe.Rival is { } rival ? Of(GenerationKind.Imagine, rival) : 0),
            _ => (Steps(recipe) + StepsBeside) * megapixels * recipe.Count,
        };
    }

    /// <summary>Animations have workers of their own, and so a queue of their own.</summary>
    public static bool Moves(this GenerationKind kind) => kind == GenerationKind.Animate;

    private static double Squared(double value) => value * value;

    // Where a picture is started from, only this share of the steps is visited.
    private static double Steps(Recipe recipe) =>
        recipe.Start is { } start ? Math.Ceiling(recipe.InferenceSteps * start.Strength) : recipe.InferenceSteps;
}
