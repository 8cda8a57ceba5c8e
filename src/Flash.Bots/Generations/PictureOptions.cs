using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Commands;
using Flash.Bots.Glossary;
using Flash.Bots.Preferences;
using Flash.Bots.Styles;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Generations;

/// <summary>Section <c>Flash:Pictures</c>: what is drawn when a person does not say.</summary>
public sealed partial class PictureOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Pictures";

    /// <summary>The model's folder name. Default: <c>Flash:Inference:Model</c>, so that one setting serves a whole
    /// machine.</summary>
    [Required(ErrorMessage = "Flash:Pictures:Model is the folder name of a model.")]
    public string Model { get; set; } = "";

    /// <summary>Other models that people may ask for by name.</summary>
    public IList<string> OtherModels { get; } = [];

    /// <summary>Timesteps visited, 1 to 50. Null: as many as the model was made for.</summary>
    [Range(1, 50, ErrorMessage = "Flash:Pictures:InferenceSteps is 1 to 50.")]
    public int? InferenceSteps { get; set; }

    /// <summary>Pictures drawn, 1 to 4. Default 4.</summary>
    [Range(1, ImagineParser.MaxCount, ErrorMessage = "Flash:Pictures:Count is 1 to 4.")]
    public int Count { get; set; } = 4;

    /// <summary>How much of what a prompt leaves open is chosen differently for each picture, 0 (nothing, only the
    /// noise differs) to 100. Default 40. Only for models that list what they know.</summary>
    [Range(0, 100, ErrorMessage = "Flash:Pictures:Chaos is 0 to 100.")]
    public int Chaos { get; set; } = Variety.Usual;

    /// <summary>Edge of a square picture in pixels; other shapes have its area. Null: what the model was made
    /// for.</summary>
    [Range(64, 2048, ErrorMessage = "Flash:Pictures:Edge is 64 to 2048 pixels.")]
    public int? Edge { get; set; }

    /// <summary>Width and height are multiples of this many pixels. Null: what the model takes.</summary>
    [Range(8, 128, ErrorMessage = "Flash:Pictures:SizeMultiple is 8 to 128 pixels.")]
    public int? SizeMultiple { get; set; }

    /// <summary>What each model was made for, by its name. Read from the models' folders where they are; a process
    /// without them needs it for other models than flash-mini.</summary>
    public IDictionary<string, ModelShape> Shapes { get; } =
        new Dictionary<string, ModelShape>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The models people may name.</summary>
    public IEnumerable<string> Models => OtherModels.Prepend(Model).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with what was typed, as far as the model can tell; null when nothing is.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="usual">The model where none was typed.</param>
    public Mistake? MistakeIn(ImagineArguments arguments, string usual)
    {
        var model = arguments.Model is null ? usual : Find(arguments.Model);
        if (model is null)
        {
            return new Mistake.UnknownModel(arguments.Model ?? "", [.. Models]);
        }

        var most = ShapeOf(model).MaxInferenceSteps;
        return arguments.InferenceSteps is { } steps && steps > most
            ? new Mistake.NotANumber("steps", steps.ToString(CultureInfo.InvariantCulture), 1, (ulong)most)
            : null;
    }

    /// <summary>A mistake with the range of a model in it, which is not known where the words are read.</summary>
    public Mistake Fitted(Mistake mistake, string model) =>
        mistake is Mistake.NotANumber { Option: "steps" } steps
            ? steps with
            {
                Max = (ulong)ShapeOf(model).MaxInferenceSteps,
            }
            : mistake;

    /// <summary>The model that is drawn with where none was typed. Settings may outlive a model, so those that name
    /// none any more are passed over.</summary>
    public string ModelFor(Preference preferred) => Find(preferred.Model) ?? Model;

    /// <summary>Whether a model can be told what to leave out.</summary>
    public bool IsGuided(string model) => ShapeOf(model).IsGuided;

    /// <summary>Most steps that people may ask of the model that is usual.</summary>
    public int MaxInferenceSteps => ShapeOf(Model).MaxInferenceSteps;

    /// <summary>The full recipe for what was asked.</summary>
    public Recipe RecipeFor(ImagineArguments arguments) => RecipeFor(arguments, Preference.AsUsual);

    /// <summary>The full recipe for what was asked, and where nothing was asked, for what is preferred.</summary>
    /// <param name="arguments">What was typed, without mistakes (<see cref="MistakeIn"/>).</param>
    /// <param name="preferred">What holds where nothing was typed.</param>
    public Recipe RecipeFor(ImagineArguments arguments, Preference preferred)
    {
        var suggested = Find(arguments.SuggestedModel);
        var model = Find(arguments.Model) ?? suggested ?? ModelFor(preferred);
        var shape = arguments.AspectRatio
            ?? (preferred.Shape is { } text && AspectRatio.TryParse(text, out var ratio) ? ratio : null);
        var made = ShapeOf(model);
        var (width, height) = shape?.SizeFor(made.Edge, made.SizeMultiple) ?? (made.Edge, made.Edge);
        var borrowed = arguments.SuggestedSteps <= made.MaxInferenceSteps ? arguments.SuggestedSteps : null;
        var most = made.MaxInferenceSteps;
        var recipe = new Recipe(
            arguments.Prompt,
            arguments.Seed ?? NewSeed(),
            arguments.InferenceSteps
                ?? borrowed
                ?? Math.Min(preferred.Steps ?? made.InferenceSteps, Math.Max(most, made.InferenceSteps)),
            arguments.Count ?? preferred.Count ?? Count,
            width,
            height,
            model,
            NegativePrompt: arguments.NegativePrompt
        )
        {
            Style = StyleTable.Find(arguments.Style ?? preferred.Style)?.Applied,
        };
        IEnumerable<string> leftOut =
        [
            .. arguments.LeftOut,
            .. arguments.SuggestedSteps is { } steps && borrowed is null ? [$"Steps {steps}"] : Array.Empty<string>(),
            .. arguments.SuggestedModel is { } other && suggested is null ? [$"Model {other}"] : Array.Empty<string>(),
        ];
        return Arrayed(recipe, arguments, made, leftOut, arguments.Chaos ?? Chaos);
    }

    /// <summary>A recipe with the words, and any options, that were given anew.</summary>
    /// <param name="recipe">As it was.</param>
    /// <param name="arguments">What was typed, without mistakes (<see cref="MistakeIn"/>).</param>
    public Recipe Reworded(Recipe recipe, ImagineArguments arguments)
    {
        var model = Find(arguments.Model) ?? recipe.Model;
        var made = ShapeOf(model);
        var (width, height) = arguments.AspectRatio?.SizeFor(made.Edge, made.SizeMultiple)
            ?? (recipe.Width, recipe.Height);
        var reworded = recipe with
        {
            Prompt = arguments.Prompt,
            NegativePrompt = arguments.NegativePrompt is ""
                ? WithoutWanted(recipe, arguments.Prompt)
                : arguments.NegativePrompt,
            Seed = arguments.Seed ?? (arguments.IsNewSeed ? NewSeed() : recipe.Seed),
            InferenceSteps = arguments.InferenceSteps ?? recipe.InferenceSteps,
            Count = arguments.Count ?? recipe.Count,
            Width = width,
            Height = height,
            Model = model,
            ModelRevision = null,
            Style = arguments.Style is null ? recipe.Style : StyleTable.Find(arguments.Style)?.Applied,
            Start = Restarted(recipe, arguments),
        };
        var chaos = arguments.Chaos ?? (recipe.Variety is { IsTyped: false } before ? before.Chaos : Chaos);
        return Arrayed(reworded, arguments, made, arguments.LeftOut, chaos);
    }

    /// <summary>With other words, what a part of was drawn anew is drawn anew as a whole, from how its first picture
    /// looks.</summary>
    private const double StrengthOfWords = 0.9;

    private static StartPicture? Restarted(Recipe recipe, ImagineArguments arguments)
    {
        var saysMore =
            arguments.Prompt != recipe.Prompt || arguments.NegativePrompt is not "" || arguments.Style is not null;
        return saysMore && recipe.Start is { IsPartial: true, Depth: < StartPicture.MaxDepth }
                ? new StartPicture { Strength = arguments.Strength ?? StrengthOfWords, Drawn = recipe }
            : recipe.Start is { } start ? start with { Strength = arguments.Strength ?? start.Strength }
            : null;
    }

    // What is asked for now is not left out any more: "not red", and then "make it red".
    private static string WithoutWanted(Recipe recipe, string prompt) =>
        Negatives.Join(
            Negatives
                .Things(recipe.NegativePrompt)
                .Where(thing => !PromptWords.Has(prompt, thing) || PromptWords.Has(recipe.Prompt, thing))
        );

    /// <summary>A seed short enough to be typed again.</summary>
    public static ulong NewSeed() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    private ModelShape ShapeOf(string model)
    {
        var made = Shapes.TryGetValue(model, out var known) ? known : ModelShape.FlashMini;
        return new ModelShape(
            Edge ?? made.Edge,
            SizeMultiple ?? made.SizeMultiple,
            InferenceSteps ?? made.InferenceSteps,
            made.IsGuided
        );
    }

    private string? Find(string? model) =>
        Models.FirstOrDefault(name => name.Equals(model, StringComparison.OrdinalIgnoreCase));

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<PictureOptions>;
}
