using System.Text.Json.Serialization;
using Flash.Inference.Things;

namespace Flash.Inference.Models;

/// <summary><c>model_index.json</c>. Which parts there are is told by their files, not by this one.</summary>
internal sealed record ModelIndex
{
    private static readonly string[] Known = ["StableDiffusion", "LatentConsistencyModel", "Flash"],
        KnownTransformers = ["StableDiffusion3Pipeline", "FluxPipeline"];

    private const string KnownOnes =
        "known are StableDiffusionPipeline, StableDiffusionXLPipeline and LatentConsistencyModelPipeline with a UNet, "
        + "StableDiffusion3Pipeline and FluxPipeline with a transformer.";

    [JsonPropertyName("_class_name")]
    [JsonConverter(typeof(PrintableName))]
    public string ClassName { get; init; } = "unknown";

    /// <summary>SDXL: whether an empty negative prompt becomes zeros.</summary>
    public bool ForceZerosForEmptyPrompt { get; init; } = true;

    /// <summary>SDXL's refiner, which is not known here.</summary>
    public bool RequiresAestheticsScore { get; init; }

    /// <summary>Library and class of a memory of stored things; null, or a class of null, for none.</summary>
    public IReadOnlyList<string?>? Things { get; init; }

    /// <summary>Whether the folder has a memory of stored things that is known here.</summary>
    [JsonIgnore]
    public bool HasStoredThings => Things is [.., StoredThings.ClassName];

    /// <summary>Why a kind of model cannot be had here in any format; null for one that can be exported.</summary>
    public string? Refusal =>
        Known.Any(known => ClassName.Contains(known, StringComparison.Ordinal))
        || KnownTransformers.Any(known => ClassName.EndsWith(known, StringComparison.Ordinal))
            ? null
            : $"it is a {ClassName}; {KnownOnes}";

    // A kind that is known can still be that of another folder.
    private static string Contradiction(ModelFiles files, ModelIndex index) =>
        index.Refusal is not null ? KnownOnes
        : File.Exists(files.Onnx("transformer"))
            ? "such a model has a unet/, but this folder has a transformer/: the file belongs to another model."
        : "such a model has a transformer/, but there is no transformer/model.onnx in this folder.";

    /// <exception cref="InferenceException">The folder holds another kind of model.</exception>
    public static ModelIndex Read(ModelFiles files)
    {
        var index = ModelFiles.Read<ModelIndex>(files.Index);
        var isKnown = File.Exists(files.Onnx("transformer"))
            ? KnownTransformers.Any(known => index.ClassName.EndsWith(known, StringComparison.Ordinal))
            : !index.ClassName.Contains("StableDiffusion3", StringComparison.Ordinal)
                && (
                    File.Exists(files.Onnx("unet"))
                    || Known.Any(known => index.ClassName.Contains(known, StringComparison.Ordinal))
                );
        if (!isKnown)
        {
            throw new InferenceException($"{files.Index} names {index.ClassName}; {Contradiction(files, index)}");
        }

        return index.RequiresAestheticsScore
            ? throw new InferenceException(
                $"{files.Index} asks for an aesthetics score: SDXL's refiner is not known, only its base model."
            )
            : index;
    }
}
