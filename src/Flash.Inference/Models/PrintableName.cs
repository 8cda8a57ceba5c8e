using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flash.Inference.Models;

/// <summary>Reads a name that messages and lists repeat: without control characters, which terminals obey, and not
/// longer than a name is.</summary>
internal sealed class PrintableName : JsonConverter<string>
{
    private const int Longest = 100;

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Clean(reader.GetString() ?? "") : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    /// <summary>Each control, format or lone surrogate character becomes a question mark.</summary>
    public static string Clean(string name)
    {
        var clean = string.Concat(
            name.EnumerateRunes()
                .Take(Longest)
                .Select(rune =>
                    System.Text.Rune.GetUnicodeCategory(rune)
                        is System.Globalization.UnicodeCategory.Control
                            or System.Globalization.UnicodeCategory.Format
                            or System.Globalization.UnicodeCategory.LineSeparator
                            or System.Globalization.UnicodeCategory.ParagraphSeparator
                        ? "?"
                        : rune.ToString()
                )
        );
        return clean.Length < name.Length && name.EnumerateRunes().Count() > Longest ? clean + "…" : clean;
    }
}
