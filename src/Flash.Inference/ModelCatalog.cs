using Flash.Inference.Models;

namespace Flash.Inference;

/// <summary>The models on this machine: every folder in the models folder that has a <c>model_index.json</c>.</summary>
public static class ModelCatalog
{
    /// <summary>The folder that holds model folders.</summary>
    /// <exception cref="InferenceException">It does not exist, or none is configured and none was found.</exception>
    public static string FindModelsFolder(InferenceOptions options) =>
        SearchModelsFolder(options)
        ?? throw new InferenceException(
            options.ModelsPath is { Length: > 0 } configured
                ? $"The models folder {Path.GetFullPath(configured)} (Flash:Inference:ModelsPath) does not exist."
                : $"There is no models folder beside or above {AppContext.BaseDirectory}; set "
                    + $"Flash:Inference:ModelsPath."
        );

    private static string? SearchModelsFolder(InferenceOptions options)
    {
        if (options.ModelsPath is { Length: > 0 } configured)
        {
            return Directory.Exists(configured) ? Path.GetFullPath(configured) : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (Directory.Exists(models) && Names(models).Count > 0)
            {
                return models;
            }
        }

        return null;
    }

    /// <summary>The folder of the super-resolution networks that every model without its own uses; null for
    /// none.</summary>
    /// <exception cref="InferenceException">The configured one has no networks.</exception>
    internal static string? FindUpscaler(InferenceOptions options) =>
        options.Upscaler switch
        {
            "off" => null,
            { Length: > 0 } given => Directory.Exists(given) && Directory.EnumerateFiles(given, "*.onnx").Any()
                ? given
                : throw new InferenceException(
                    $"{Path.GetFullPath(given)} (Flash:Inference:Upscaler) has no networks such as x2.onnx."
                ),
            _ => SearchModelsFolder(options) is { } models ? Path.Combine(models, SuperResolutionFolder.Name) : null,
        };

    /// <summary>The folder of one model.</summary>
    /// <param name="model">A folder name in the models folder, or a path.</param>
    /// <param name="options">Say where the models folder is.</param>
    /// <exception cref="InferenceException">There is no such model; the message names those that exist.</exception>
    public static string FindModel(string model, InferenceOptions options)
    {
        if (Path.IsPathRooted(model) || model.StartsWith('.'))
        {
            return Directory.Exists(model)
                ? Path.GetFullPath(model)
                : throw new InferenceException($"The model folder {Path.GetFullPath(model)} does not exist.");
        }

        var models = FindModelsFolder(options);
        var names = Names(models);
        return names.Contains(model)
            ? Path.Combine(models, model)
            : throw new InferenceException(
                $"There is no model '{model}' in {models}; found "
                    + $"{(names.Count == 0 ? "none" : string.Join(", ", names))}."
            );
    }

    /// <summary>Names of the models in a models folder, in order.</summary>
    public static IReadOnlyList<string> Names(string modelsFolder) =>
        [
            .. Directory
                .EnumerateDirectories(modelsFolder)
                .Where(folder => File.Exists(Path.Combine(folder, "model_index.json")))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal),
        ];
}
