using System.Text.RegularExpressions;

namespace Flash.Inference.Hub;

/// <summary>Which files of a repository a model folder needs: the ONNX networks, their external data and the
/// configuration, not the same weights in other formats.</summary>
internal static partial class HubSelection
{
    private const string Index = "model_index.json";

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
        "things",
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

    /// <summary>The model in the repository's root, the one in a folder of its own there, such as <c>onnx</c> or
    /// <c>fp16</c>, or the one whose files have such a word in their names: <c>unet/model_fp16.onnx</c>.</summary>
    /// <param name="repository">For messages.</param>
    /// <param name="files">All that it holds.</param>
    /// <param name="variant">Which folder, which word, or <c>folder/word</c>; null for the root, or the only
    /// one.</param>
    /// <returns>Which it is ("" for the root), and the files with their paths inside a model folder.</returns>
    /// <exception cref="InferenceException">The repository is not a diffusers model, holds no ONNX networks, or several
    /// of which one must be named.</exception>
    public static (string Variant, IReadOnlyList<HubFile> Files) Choose(
        HubRepository repository,
        IReadOnlyList<HubFile> files,
        string? variant = null
    )
    {
        var models = files
            .Select(file => Network().Match(file.Path))
            .Where(match => match.Success)
            .Select(match => (Folder: match.Groups["folder"].Value.TrimEnd('/'), Word: match.Groups["word"].Value))
            .Distinct()
            .OrderBy(NameOf, StringComparer.Ordinal)
            .ToList();
        var wanted = variant?.Trim('/');
        var plain = models.Where(model => model.Word.Length == 0).ToList();
        (string Folder, string Word)? chosen =
            wanted is not null
                ? models.Where(model => NameOf(model) == wanted).Cast<(string, string)?>().FirstOrDefault()
            : plain.Contains(("", "")) ? ("", "")
            : plain.Count == 1 ? plain[0]
            : models.Count == 1 ? models[0]
            : null;
        var own = chosen is { Folder.Length: > 0 } ? chosen.Value.Folder + "/" : "";
        if (files.All(file => file.Path != Index && file.Path != own + Index))
        {
            throw new InferenceException($"{repository} is not a diffusers model: it has no model_index.json.");
        }

        if (models.Count == 0)
        {
            throw new InferenceException(
                $"{repository} holds no ONNX networks (neither unet/model.onnx nor transformer/model.onnx is there); "
                    + $"export it with `optimum-cli export onnx`, or name another --revision, such as onnx."
            );
        }

        if (chosen is not { } model)
        {
            var names = models.Select(one => NameOf(one) is { Length: > 0 } name ? name : "the root");
            throw new InferenceException(
                $"{repository} holds several models: {string.Join(", ", names)}; name one with --variant"
                    + $"{(wanted is null ? "" : $", not '{wanted}'")}."
            );
        }

        var inside = Inside(files, own, model.Word);
        // What a variant leaves out it shares with the root: the index, the sampler, the tokenizers.
        var here = inside.Select(file => PartOf(file.Path)).ToHashSet(StringComparer.Ordinal);
        var shared =
            own.Length == 0
                ? []
                : Inside(files, "", "")
                    .Where(file =>
                        !here.Contains(PartOf(file.Path)) && !file.Path.EndsWith(".onnx", StringComparison.Ordinal)
                    );
        return (NameOf(model), [.. inside, .. shared]);
    }

    /// <summary>Whether any network in ONNX is there.</summary>
    public static bool HasNetworks(IReadOnlyList<HubFile> files) => files.Any(file => Network().IsMatch(file.Path));

    /// <summary>The root's <c>model_index.json</c>.</summary>
    public static HubFile? IndexOf(IReadOnlyList<HubFile> files) => files.FirstOrDefault(file => file.Path == Index);

    private static string NameOf((string Folder, string Word) model) =>
        $"{model.Folder}{(model is { Folder.Length: > 0, Word.Length: > 0 } ? "/" : "")}{model.Word}";

    private static List<HubFile> Inside(IReadOnlyList<HubFile> files, string folder, string word)
    {
        var inside = files
            .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => file with { Path = file.Path[folder.Length..], Source = file.Path })
            .ToList();
        // A part that has no such file is taken as it is: decoders are often left in float32.
        var graphs = inside
            .Where(file =>
                word.Length > 0
                && Graph().Match(file.Path) is { Success: true } graph
                && graph.Groups["word"].Value == word
            )
            .GroupBy(file => PartOf(file.Path))
            .ToDictionary(part => part.Key, part => part.First().Path, StringComparer.Ordinal);
        return
        [
            .. inside
                .Where(file =>
                    IsNeeded(file, graphs.GetValueOrDefault(PartOf(file.Path), $"{PartOf(file.Path)}/model.onnx"))
                )
                .Select(file =>
                    graphs.ContainsValue(file.Path) ? file with { Path = $"{PartOf(file.Path)}/model.onnx" } : file
                ),
        ];
    }

    private static string PartOf(string path) => path.Split('/')[0];

    // Weights beside a graph keep their names, since the graph names them.
    private static bool IsNeeded(HubFile file, string graph)
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

        // Beside the graph some repositories keep quantised and half variants; external data may have any name, and lie
        // in several files.
        return file.Path.EndsWith(".onnx", StringComparison.Ordinal)
            ? file.Path == graph
            : !OtherWeights.Any(extension => file.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                && (!ExternalData().IsMatch(file.Path) || file.Path.StartsWith(graph, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?<folder>.*/)?(unet|transformer)/model([._-](?<word>[\w-]+))?\.onnx$")]
    private static partial Regex Network();

    [GeneratedRegex(@"^[^/]+/model[._-](?<word>[\w-]+)\.onnx$")]
    private static partial Regex Graph();

    [GeneratedRegex(@"\.onnx[._]data(_\d+)?$")]
    private static partial Regex ExternalData();
}
