using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Inference.Schedulers;

namespace Flash.Worker.Jobs;

/// <summary>From what is kept of a generation to what the model is asked.</summary>
public static class RecipeRequest
{
    /// <summary>For recipes that start from noise alone; what a recipe starts from otherwise is left out.</summary>
    /// <param name="recipe">Its writer may not have known what sizes the model draws.</param>
    /// <param name="model">Draws the nearest size that it takes.</param>
    public static TextToImageRequest Of(Recipe recipe, DiffusionModel model)
    {
        var (width, height) = model.NearestSize(recipe.Width, recipe.Height);
        return new TextToImageRequest
        {
            Prompt = recipe.FullPrompt,
            PicturePrompts = recipe.Variety is null
                ? []
                : [.. Enumerable.Range(1, recipe.Count).Select(recipe.FullPromptOf)],
            NegativePrompt = recipe.FullNegativePrompt,
            Count = recipe.Count,
            Seed = recipe.Seed,
            InferenceSteps = recipe.InferenceSteps,
            GuidanceScale = (float?)recipe.Sampling?.GuidanceScale,
            Sampler = SamplerOf(recipe.Sampling),
            Width = width,
            Height = height,
        };
    }

    /// <summary>Null where nothing but the guidance differs from what the model's files say.</summary>
    public static SamplerOverrides? SamplerOf(Sampling? sampling) =>
        sampling is null or { Sampler: null, Spacing: null, Timesteps: null, KarrasSigmas: null, Eta: null }
            ? null
            : new SamplerOverrides
            {
                ClassName = sampling.Sampler,
                Spacing = Enum.TryParse<TimestepSpacing>(sampling.Spacing, ignoreCase: true, out var spacing)
                    ? spacing
                    : null,
                Timesteps = sampling.Timesteps,
                UseKarrasSigmas = sampling.KarrasSigmas,
                Eta = sampling.Eta,
            };
}
