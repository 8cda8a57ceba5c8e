using System.Text.RegularExpressions;

namespace Flash.Inference.Hub;

/// <summary>Which files of a repository a model folder needs: the ONNX networks, their external data and the
/// configuration, not the same weights in other formats.</summary>
internal static partial class HubSelection
{
    private const string Index = "model_index.json";

    private static readonly string[] Networks = ["unet/model.onnx", "transformer/model.onnx"];

    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        "scheduler",
        "text_encoder",
        "text_encoder_2",
        "text_encoder_3",
        "tokenizer",
        "tokenizer_2",
        "tokenizer_3",
        "transformer",
        "unet",
        "vae",
        "vae_encoder",
        "vae_decoder",
        "safety_checker",
        "feature_extractor",
        "preview_decoder",
        "upscaler",
    };

    private static readonly string[] OtherWeights =
    [
        ".safetensors",
        ".bin",
        ".ckpt",
        ".pt",
        ".pth",
        ".msgpack",
        ".h5",
        ".tflite",
        ".xml",
        ".engine",
        ".md",
        ".png",
        ".jpg",
        ".webp",
        ".gif",
    ];

    /// <summary>The model in the repository's root, or the one in a folder of its own there, such as <c>onnx</c> or <c>fp16</c>.</summary>
    /// <param name="repository">For messages.</param>
    /// <param name="files">All that it holds.</param>
    /// <param name="variant">Which folder; null for the root, or the only one.</param>
    /// <returns>The folder ("" for the root), and the files with their paths inside a model folder.</returns>
    /// <exception cref="InferenceException">The repository is not a diffusers model, holds no ONNX networks, or several of which one must be named.</exception>
    public static (string Variant, IReadOnlyList<HubFile> Files) Choose(
        HubRepository repository,
        IReadOnlyList<HubFile> files,
        string? variant = null
    )
    {
        var variants = files
            .SelectMany(file =>
                Networks
                    .Where(network =>
                        file.Path == network || file.Path.EndsWith("/" + network, StringComparison.Ordinal)
                    )
                    .Select(network => file.Path[..^network.Length].TrimEnd('/'))
            )
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var wanted = variant?.Trim('/');
        var chosen = wanted
            ?? (
                variants.Contains("") ? ""
                : variants.Count == 1 ? variants[0]
                : null
            );
        var own = chosen is { Length: > 0 } ? chosen + "/" : "";
        if (files.All(file => file.Path != Index && file.Path != own + Index))
        {
            throw new InferenceException($"{repository} is not a diffusers model: it has no model_index.json.");
        }

        if (variants.Count == 0)
        {
            throw new InferenceException(
                $"{repository} holds no ONNX networks (neither unet/model.onnx nor transformer/model.onnx is there); export it with `optimum-cli export onnx`, or name another --revision, such as onnx."
            );
        }

        if (chosen is null || !variants.Contains(chosen))
        {
            throw new InferenceException(
                $"{repository} holds several models: {string.Join(", ", variants.Select(name => name.Length == 0 ? "the root" : name))}; name one with --variant{(wanted is null ? "" : $", not '{wanted}'")}."
            );
        }

        var inside = Inside(files, own);
        // What a variant leaves out it shares with the root: the index, the sampler, the tokenizers.
        var here = inside.Select(file => PartOf(file.Path)).ToHashSet(StringComparer.Ordinal);
        var shared =
            own.Length == 0
                ? []
                : Inside(files, "")
                    .Where(file =>
                        !here.Contains(PartOf(file.Path)) && !file.Path.EndsWith(".onnx", StringComparison.Ordinal)
                    );
        return (chosen, [.. inside, .. shared]);
    }

    private static List<HubFile> Inside(IReadOnlyList<HubFile> files, string folder) =>
        [
            .. files
                .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal))
                .Select(file => file with { Path = file.Path[folder.Length..], Source = file.Path })
                .Where(IsNeeded),
        ];

    private static string PartOf(string path) => path.Split('/')[0];

    private static bool IsNeeded(HubFile file)
    {
        if (file.Path == Index)
        {
            return true;
        }

        var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Folders.Contains(file.Path[..slash]))
        {
            return false;
        }

        // Beside model.onnx some repositories keep quantised and half variants; external data may have any name, and lie in several files.
        var name = file.Path[(slash + 1)..];
        return name.EndsWith(".onnx", StringComparison.Ordinal)
            ? name == "model.onnx"
            : !OtherWeights.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                && (!ExternalData().IsMatch(name) || name.StartsWith("model.onnx", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\.onnx[._]data(_\d+)?$")]
    private static partial Regex ExternalData();
}
