using System.Text.Json;
using Flash.Inference.Models;

namespace Flash.Inference.Text;

/// <summary><c>special_tokens_map.json</c>, where a token is a string or an object with its <c>content</c>.</summary>
/// <param name="PadToken">What fills the rest; null when the file does not say.</param>
internal sealed record SpecialTokens(string? PadToken)
{
    public static SpecialTokens Read(string path)
    {
        if (!File.Exists(path))
        {
            return new SpecialTokens((string?)null);
        }

        var pad = ModelFiles.Read<Dictionary<string, JsonElement>>(path).GetValueOrDefault("pad_token");
        return new SpecialTokens(
            pad.ValueKind switch
            {
                JsonValueKind.String => pad.GetString(),
                JsonValueKind.Object when pad.TryGetProperty("content", out var content) => content.GetString(),
                _ => null,
            }
        );
    }
}
