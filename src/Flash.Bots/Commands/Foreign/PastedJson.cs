using System.Text;
using System.Text.Json;

namespace Flash.Bots.Commands.Foreign;

/// <summary>A request as programs send it: <c>{"prompt": …, "negative_prompt": …, "seed": …, "steps": …}</c>.</summary>
internal static class PastedJson
{
    private static readonly (string Label, string[] Names)[] Lines =
    [
        ("Steps", ["steps", "num_inference_steps", "sampling_steps"]),
        ("Sampler", ["sampler_name", "sampler", "scheduler"]),
        ("CFG scale", ["cfg_scale", "guidance_scale", "cfg"]),
        ("Seed", ["seed"]),
        ("Model", ["model"]),
    ];

    /// <summary>The same as the recipe that <see cref="GenerationData"/> reads; null for a text that is no such
    /// request.</summary>
    public static string? Read(string text)
    {
        if (text is not ['{', .., '}'])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            if (Value(json.RootElement, "prompt", "positive_prompt") is not { Length: > 0 } prompt)
            {
                return null;
            }

            var data = Lines
                .Select(line => (line.Label, Value: Value(json.RootElement, line.Names)))
                .Append((Label: "Size", Value: Size(json.RootElement)))
                .Where(line => line.Value is not null)
                .Select(line => $"{line.Label}: {line.Value!.Replace(',', ' ')}");
            var read = new StringBuilder(prompt);
            if (Value(json.RootElement, "negative_prompt", "negative") is { Length: > 0 } negative)
            {
                read.Append("\nNegative prompt: ").Append(negative);
            }

            // The steps come first, by which the recipe is known.
            return string.Join(", ", data) is { Length: > 0 } recipe ? $"{read}\n{recipe}" : read.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Size(JsonElement request) =>
        (Value(request, "width"), Value(request, "height")) is ({ } width, { } height) ? $"{width}x{height}" : null;

    private static string? Value(JsonElement request, params string[] names)
    {
        foreach (var property in request.EnumerateObject())
        {
            if (!names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            return property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number => property.Value.GetRawText(),
                _ => null,
            };
        }

        return null;
    }
}
