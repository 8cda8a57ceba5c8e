namespace Flash.Bots.Discord.Api;

/// <summary>A component of a message or a modal; which properties matter depends on <see cref="Type"/>.</summary>
internal sealed record ComponentPayload(int Type)
{
    public const int ActionRow = 1;
    public const int Button = 2;
    public const int TextInput = 4;

    /// <summary>Longest text that an input of a modal takes, in characters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>A text input of several lines.</summary>
    public const int ParagraphStyle = 2;

    public string? CustomId { get; init; }

    public int? Style { get; init; }

    public string? Label { get; init; }

    public EmojiPayload? Emoji { get; init; }

    public string? Value { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? Required { get; init; }

    public IReadOnlyList<ComponentPayload>? Components { get; init; }
}

/// <summary>An emoji of Unicode's.</summary>
internal sealed record EmojiPayload(string Name);
