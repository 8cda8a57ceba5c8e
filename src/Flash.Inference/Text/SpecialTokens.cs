using System.Text.Json;
using Flash.Inference.Models;

namespace Flash.Inference.Text;

/// <summary>The tokens with a meaning of their own, as a tokenizer's folder names them: a string, or an object with its
/// <c>content</c>.</summary>
/// <param name="PadToken">What fills the rest; null when no file says.</param>
internal sealed record SpecialTokens(string? PadToken)
{
    /// <summary>Looks where libraries of different years write it. SDXL's second tokenizer pads with "!", which gives
    /// other pictures than padding with the end token would.</summary>
    public static SpecialTokens Read(ModelFiles files, string component) =>
        new(
            In(files.In(component, "special_tokens_map.json"), "pad_token")
                ?? In(files.In(component, "tokenizer_config.json"), "pad_token")
                ?? InPadding(files.In(component, TokenizerFiles.Single))
        );

    private static string? In(string path, string name) =>
        File.Exists(path) && ModelFiles.Read<JsonElement>(path) is { ValueKind: JsonValueKind.Object } map
            ? TextOf(map, name)
            : null;

    private static string? InPadding(string path) =>
        File.Exists(path)
        && ModelFiles.Read<JsonElement>(path) is { ValueKind: JsonValueKind.Object } file
        && file.TryGetProperty("padding", out var padding)
        && padding.ValueKind == JsonValueKind.Object
            ? TextOf(padding, "pad_token")
            : null;

    private static string? TextOf(JsonElement map, string name) =>
        !map.TryGetProperty(name, out var token) ? null
        : token.ValueKind == JsonValueKind.String ? token.GetString()
        : token.ValueKind == JsonValueKind.Object && token.TryGetProperty("content", out var content)
            ? content.GetString()
        : null;
}
