using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flash.Bots.Discord.Api;

/// <summary>How Discord writes JSON: snake_case, snowflakes as strings, absent rather than null.</summary>
internal static class DiscordJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 32,
            Converters = { new SnowflakeConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Ids are 64 bits wide and travel as strings, because JavaScript would round them.</summary>
    private sealed class SnowflakeConverter : JsonConverter<ulong>
    {
        public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            ulong value;
            var understood = reader.TokenType switch
            {
                JsonTokenType.String => ulong.TryParse(
                    reader.GetString(),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out value
                ),
                JsonTokenType.Number => reader.TryGetUInt64(out value),
                _ => throw new JsonException($"A snowflake is a string of digits, not {reader.TokenType}."),
            };
            return understood ? value : throw new JsonException("A snowflake is a string of digits.");
        }

        public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
