using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Flash.Bots.Commands;
using Flash.Bots.Preferences;
using Flash.Bots.Styles;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Generations;

/// <summary>Section <c>Flash:Pictures</c>: what is drawn when a person does not say.</summary>
public sealed partial class PictureOptions
{
    /// <summary>The model's folder name. Default: <c>Inference:Model</c>, so that one setting serves a whole machine.</summary>
    [Required(ErrorMessage = "Flash:Pictures:Model is the folder name of a model.")]
    public string Model { get; set; } = "";

    /// <summary>Other models that people may ask for by name.</summary>
    public IList<string> OtherModels { get; } = [];

    /// <summary>Timesteps visited, 1 to 8. Default 3.</summary>
    [Range(1, ImagineParser.MaxInferenceSteps, ErrorMessage = "Flash:Pictures:InferenceSteps is 1 to 8.")]
    public int InferenceSteps { get; set; } = 3;

    /// <summary>Pictures drawn, 1 to 4. Default 4.</summary>
    [Range(1, ImagineParser.MaxCount, ErrorMessage = "Flash:Pictures:Count is 1 to 4.")]
    public int Count { get; set; } = 4;

    /// <summary>Edge of a square picture in pixels; other shapes have its area. Default 256, what flash-mini was trained for.</summary>
    [Range(64, 2048, ErrorMessage = "Flash:Pictures:Edge is 64 to 2048 pixels.")]
    public int Edge { get; set; } = 256;

    /// <summary>Width and height are multiples of this many pixels. Default 32.</summary>
    [Range(8, 128, ErrorMessage = "Flash:Pictures:SizeMultiple is 8 to 128 pixels.")]
    public int SizeMultiple { get; set; } = 32;

    /// <summary>The models people may name.</summary>
    public IEnumerable<string> Models => OtherModels.Prepend(Model).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The full recipe for what was asked; null when there is no such model.</summary>
    public Recipe? RecipeFor(ImagineArguments arguments) => RecipeFor(arguments, Preference.AsUsual);

    /// <summary>The full recipe for what was asked, and where nothing was asked, for what is preferred; null when there is no such model.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="preferred">Settings may outlive a model, so those that name none any more are passed over.</param>
    public Recipe? RecipeFor(ImagineArguments arguments, Preference preferred)
    {
        var model = arguments.Model is null ? Find(preferred.Model) ?? Model : Find(arguments.Model);
        if (model is null)
        {
            return null;
        }

        var shape = arguments.AspectRatio ?? (preferred.Shape is { } text && AspectRatio.TryParse(text, out var ratio) ? ratio : null);
        var (width, height) = shape?.SizeFor(Edge, SizeMultiple) ?? (Edge, Edge);
        return new Recipe(
            arguments.Prompt, arguments.Seed ?? NewSeed(), arguments.InferenceSteps ?? preferred.Steps ?? InferenceSteps,
            arguments.Count ?? preferred.Count ?? Count, width, height, model, NegativePrompt: arguments.NegativePrompt)
        {
            Style = StyleTable.Find(arguments.Style ?? preferred.Style)?.Applied,
        };
    }

    /// <summary>A recipe with the words, and any options, that were given anew; null when there is no such model.</summary>
    public Recipe? Reworded(Recipe recipe, ImagineArguments arguments)
    {
        var model = arguments.Model is null ? recipe.Model : Find(arguments.Model);
        if (model is null)
        {
            return null;
        }

        var (width, height) = arguments.AspectRatio?.SizeFor(Edge, SizeMultiple) ?? (recipe.Width, recipe.Height);
        return recipe with
        {
            Prompt = arguments.Prompt,
            NegativePrompt = arguments.NegativePrompt is "" ? recipe.NegativePrompt : arguments.NegativePrompt,
            Seed = arguments.Seed ?? recipe.Seed,
            InferenceSteps = arguments.InferenceSteps ?? recipe.InferenceSteps,
            Count = arguments.Count ?? recipe.Count,
            Width = width,
            Height = height,
            Model = model,
            ModelRevision = null,
            Style = arguments.Style is null ? recipe.Style : StyleTable.Find(arguments.Style)?.Applied,
            Start = recipe.Start is { } start && arguments.Strength is { } strength ? start with { Strength = strength } : recipe.Start,
        };
    }

    /// <summary>A seed short enough to be typed again.</summary>
    public static ulong NewSeed() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    private string? Find(string? model) => Models.FirstOrDefault(name => name.Equals(model, StringComparison.OrdinalIgnoreCase));

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<PictureOptions>;
}
