using System.Text.Json;
using System.Text.RegularExpressions;

namespace Flash.Bots.Replies;

/// <summary>
/// The words of one language, from <c>Languages/*.json</c>: a text by its name, with <c>{placeholders}</c>. A text of
/// several lines is an array.
/// </summary>
/// <remarks>Immutable. <see cref="Texts"/> has a member for each text.</remarks>
public sealed partial class Wording
{
    /// <summary>Spoken to those whose language is not here.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, Wording> ByCode = Load();

    private readonly IReadOnlyDictionary<string, string> _texts;

    private Wording(string code, IReadOnlyDictionary<string, string> texts) => (Code, _texts) = (code, texts);

    /// <summary>Two letters (ISO 639-1).</summary>
    public string Code { get; }

    /// <summary>The names of all texts.</summary>
    public IEnumerable<string> Names => _texts.Keys;

    /// <summary>Every language there is; English first.</summary>
    public static IReadOnlyList<Wording> All { get; } =
    [
        ByCode[Default],
        .. ByCode
            .Values.Where(wording => wording.Code != Default)
            .OrderBy(wording => wording.Code, StringComparer.Ordinal),
    ];

    /// <summary>The words for a language tag such as <c>pt-BR</c>: by its first part, English for what is not here or
    /// null.</summary>
    public static Wording For(string? tag)
    {
        var code = tag?.Split('-', '_')[0].ToLowerInvariant();
        return code is not null && ByCode.TryGetValue(code, out var wording) ? wording : ByCode[Default];
    }

    /// <summary>Whether there are words for a language.</summary>
    /// <param name="code">Two letters (ISO 639-1).</param>
    public static bool Has(string code) => ByCode.ContainsKey(code);

    /// <summary>The text as it is written, placeholders included.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text; a test holds all languages complete.</exception>
    public string this[string name] => _texts[name];

    /// <summary>The text with its placeholders filled in.</summary>
    public string Say(string name, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = _texts[name];
        if (values.IsEmpty)
        {
            return text;
        }

        // In one pass: what people wrote may contain braces too.
        var filled = values.ToArray();
        return Placeholder()
            .Replace(text, match =>
                Array.Find(filled, value => value.Name == match.Groups[1].Value) is { Name: not null } found
                    ? found.Value
                    : match.Value
            );
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    internal static partial Regex Placeholder();

    private static Dictionary<string, Wording> Load()
    {
        const string prefix = "languages/";
        var assembly = typeof(Wording).Assembly;
        var all = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        )
        {
            using var stream = assembly.GetManifestResourceStream(resource)!; // it has just been named
            using var json = JsonDocument.Parse(stream);
            var code = Path.GetFileNameWithoutExtension(resource[prefix.Length..]);
            all.Add(
                code,
                new Wording(
                    code,
                    json.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => Joined(text.Value))
                )
            );
        }

        return all;
    }

    private static string Joined(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array
            ? string.Join('\n', text.EnumerateArray().Select(line => line.GetString()))
            : text.GetString() ?? "";
}
