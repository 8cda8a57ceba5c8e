using System.Text.Json;

namespace Flash.Bots.Discord.Api;

/// <summary>Text in JSON from outside.</summary>
internal static class JsonText
{
    /// <summary>The text; null for anything else, half of a surrogate pair included, which JSON can write and .NET
    /// cannot read.</summary>
    public static string? Of(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of an object's property; null when there is none.</summary>
    public static string? Of(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) ? Of(value) : null;
}
