using System.Globalization;

namespace Flash.Inference.Provenance;

/// <summary>How a picture was made, in the text that picture tools read from a PNG's chunk <c>parameters</c>: prompt,
/// negative prompt, then one line of settings.</summary>
public sealed record GenerationParameters
{
    /// <summary>The PNG chunk's keyword.</summary>
    public const string Keyword = "parameters";

    /// <summary>What was asked for.</summary>
    public required string Prompt { get; init; }

    /// <summary>What was to be left out; empty for nothing.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>Denoising steps.</summary>
    public required int InferenceSteps { get; init; }

    /// <summary>Such as <c>DDIM</c>.</summary>
    public required string Sampler { get; init; }

    /// <summary>Weight of classifier-free guidance; 1 is off.</summary>
    public required double GuidanceScale { get; init; }

    /// <summary>The request's; each of its pictures derives its own.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Which state of the model.</summary>
    public required string ModelRevision { get; init; }

    /// <summary>How far the picture could go from the one it starts from; null when it starts from noise.</summary>
    public double? Strength { get; init; }

    /// <summary>The parameters of a request.</summary>
    public static GenerationParameters Of(DiffusionModel model, TextToImageRequest request) =>
        new()
        {
            Prompt = request.Prompt,
            NegativePrompt = request.NegativePrompt,
            InferenceSteps = request.Sampler?.Timesteps?.Count ?? request.InferenceSteps ?? model.DefaultInferenceSteps,
            Sampler = request.Sampler?.ClassName?.Replace("Scheduler", "", StringComparison.Ordinal)
                ?? model.SamplerName,
            GuidanceScale = request.GuidanceScale ?? model.DefaultGuidanceScale,
            Seed = request.Seed,
            Width = request.Width ?? model.DefaultWidth,
            Height = request.Height ?? model.DefaultHeight,
            Model = model.Name,
            ModelRevision = model.Revision,
            Strength = request.InitImage is null ? null : request.Strength,
        };

    /// <param name="pictureIndex">From 1; 0 for several in one file.</param>
    public string ToText(int pictureIndex)
    {
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"Steps: {InferenceSteps}, Sampler: {Sampler}, CFG scale: {GuidanceScale}, Seed: {Seed}, Size: "
                + $"{Width}x{Height}, Model hash: {ModelRevision}, Model: {Model}"
        );
        settings += Strength is { } strength
            ? string.Create(CultureInfo.InvariantCulture, $", Denoising strength: {strength:0.###}")
            : "";
        settings += pictureIndex > 0 ? string.Create(CultureInfo.InvariantCulture, $", Picture: {pictureIndex}") : "";
        var negative = NegativePrompt.Length > 0 ? $"\nNegative prompt: {NegativePrompt}" : "";
        return $"{Prompt}{negative}\n{settings}, Version: Flash {Version}";
    }

    private static string Version { get; } =
        typeof(GenerationParameters).Assembly.GetName().Version?.ToString(3) ?? "0";
}
