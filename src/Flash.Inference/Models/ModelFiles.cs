using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Flash.Inference.Models;

/// <summary>Where the parts of a model folder lie (the Hugging Face diffusers layout, as optimum exports it to ONNX),
/// and reading its JSON.</summary>
/// <param name="Folder">Full path.</param>
internal sealed partial record ModelFiles(string Folder)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
    };

    public string Index => Path.Combine(Folder, "model_index.json");

    public string Scheduler => Path.Combine(Folder, "scheduler", "scheduler_config.json");

    public static ModelFiles Open(string folder)
    {
        var files = new ModelFiles(Path.GetFullPath(folder));
        if (!Directory.Exists(files.Folder))
        {
            throw new InferenceException($"The model folder {files.Folder} does not exist.");
        }

        return File.Exists(files.Index)
            ? files
            : throw new InferenceException($"{files.Folder} is not a model folder: model_index.json is missing.");
    }

    /// <summary>A part's graph: <c>model.onnx</c>, or the only one there where it has another name, such as
    /// <c>model_fp16.onnx</c>.</summary>
    public string Onnx(string component)
    {
        var usual = Path.Combine(Folder, component, "model.onnx");
        return
            !File.Exists(usual)
            && Path.GetDirectoryName(usual) is { } part
            && Directory.Exists(part)
            && Directory.GetFiles(part, "model?*.onnx") is [var only]
            ? only
            : usual;
    }

    public string Config(string component) => Path.Combine(Folder, component, "config.json");

    public string In(string component, string file) => Path.Combine(Folder, component, file);

    /// <summary>Reads one JSON file of the folder.</summary>
    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Plain(ModelFile.ReadText(path)), Json)
                ?? throw new InferenceException($"{path} holds null; expected an object.");
        }
        catch (JsonException e)
        {
            throw new InferenceException(
                $"{path} is not valid: line {e.LineNumber + 1}, "
                    + $"{(e.Path is { Length: > 0 } at ? $"at {at}" : "not JSON")}.",
                e
            );
        }
    }

    // Python writes -Infinity for "no limit", which is no JSON; what is absent means the same here. NaN means nothing:
    // it stays one, for the ranges to refuse.
    private static string Plain(string json) =>
        BareNumbers().Replace(json, number => number.Value == "NaN" ? "\"NaN\"" : "null");

    [GeneratedRegex(@"(?<=[:\[,]\s*)(?:-?Infinity|NaN)(?=\s*[,\]}])")]
    private static partial Regex BareNumbers();
}
