namespace Flash.Inference.Hub;

/// <summary>Which files of a repository a model folder needs: the ONNX networks, their external data and the
/// configuration, not the same weights in other formats.</summary>
internal static class HubSelection
{
    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        "scheduler",
        "text_encoder",
        "text_encoder_2",
        "tokenizer",
        "tokenizer_2",
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

    /// <exception cref="InferenceException">The repository is not a diffusers model, or holds no ONNX
    /// networks.</exception>
    public static IReadOnlyList<HubFile> Choose(HubRepository repository, IReadOnlyList<HubFile> files)
    {
        if (files.All(file => file.Path != "model_index.json"))
        {
            throw new InferenceException($"{repository} is not a diffusers model: it has no model_index.json.");
        }

        var chosen = files.Where(IsNeeded).ToList();
        return chosen.Any(file => file.Path == "unet/model.onnx")
            ? chosen
            : throw new InferenceException(
                $"{repository} holds no ONNX networks (unet/model.onnx is missing); export it with `optimum-cli export onnx`, or name another --revision, such as onnx."
            );
    }

    private static bool IsNeeded(HubFile file)
    {
        if (file.Path == "model_index.json")
        {
            return true;
        }

        var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Folders.Contains(file.Path[..slash]))
        {
            return false;
        }

        // Beside model.onnx some repositories keep quantised and half variants; external data may have any name.
        var name = file.Path[(slash + 1)..];
        return name.EndsWith(".onnx", StringComparison.Ordinal)
            ? name == "model.onnx"
            : !OtherWeights.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                && !BelongsToAnotherNetwork(name);
    }

    private static bool BelongsToAnotherNetwork(string name) =>
        (name.EndsWith(".onnx_data", StringComparison.Ordinal) || name.EndsWith(".onnx.data", StringComparison.Ordinal))
        && !name.StartsWith("model.onnx", StringComparison.Ordinal);
}
