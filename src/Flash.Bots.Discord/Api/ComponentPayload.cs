using System.Text.Json.Serialization;

namespace Flash.Bots.Discord.Api;

/// <summary>A component of a message or a modal; which properties matter depends on <see cref="Type"/>.</summary>
internal sealed record ComponentPayload(int Type)
{
    public const int ActionRow = 1;
    public const int Button = 2;
    public const int StringSelect = 3;
    public const int TextInput = 4;
    public const int Label = 18;
    public const int FileUpload = 19;
    public const int RadioGroup = 21;

    /// <summary>Longest label of a field, in characters.</summary>
    public const int MaxFieldLabel = 45;

    /// <summary>Longest text that an input of a modal takes, in characters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>A text input of several lines.</summary>
    public const int ParagraphStyle = 2;

    public string? CustomId { get; init; }

    public int? Style { get; init; }

    [JsonPropertyName("label")]
    public string? Text { get; init; }

    public EmojiPayload? Emoji { get; init; }

    public string? Value { get; init; }

    public bool? Disabled { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? Required { get; init; }

    public int? MinValues { get; init; }

    public int? MaxValues { get; init; }

    public string? Placeholder { get; init; }

    /// <summary>What a select or a radio group offers.</summary>
    public IReadOnlyList<ChoicePayload>? Options { get; init; }

    /// <summary>Which files an upload takes: <c>image</c>, or extensions with their dot; 10 at most.</summary>
    public IReadOnlyList<string>? FileTypes { get; init; }

    /// <summary>The one field of a label.</summary>
    public ComponentPayload? Component { get; init; }

    public IReadOnlyList<ComponentPayload>? Components { get; init; }

    /// <summary>A field of a form with the words above it.</summary>
    public static ComponentPayload Labelled(string label, ComponentPayload field) =>
        new(Label)
        {
            Text = label.Length <= MaxFieldLabel ? label : string.Concat(label.AsSpan(0, MaxFieldLabel - 1), "…"),
            Component = field,
        };
}

/// <summary>An emoji of Unicode's.</summary>
internal sealed record EmojiPayload(string Name);

/// <summary>One choice of a select or a radio group.</summary>
internal sealed record ChoicePayload(string Label, string Value);
