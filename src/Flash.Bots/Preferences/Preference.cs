using System.Text.Json.Serialization;
using Flash.Bots.Generations;

namespace Flash.Bots.Preferences;

/// <summary>What a person, or a chat, has set; null stands for "as usual". Stored as JSON in <c>users.settings</c> and
/// <c>chats.settings</c>.</summary>
public sealed record Preference
{
    public static readonly Preference AsUsual = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Style { get; init; }

    /// <summary>Width to height: <c>16:9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shape { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Steps { get; init; }

    /// <summary>Pictures are hidden until someone taps them. The person's or the chat's wish is enough.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Spoiler { get; init; }

    /// <summary>Only who asked may press the buttons. A chat's setting.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OwnerOnly { get; init; }

    /// <summary>The code of a <see cref="Replies.Wording"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    /// <summary>A picture that came without words and waits for them. A private chat's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GivenPicture? WaitingPicture { get; init; }

    /// <summary>When <see cref="WaitingPicture"/> came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The first of two pictures that are to be blended. A chat's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitingBlend? WaitingBlend { get; init; }

    /// <summary>These, and where these say nothing, those of <paramref name="chat"/>.</summary>
    public Preference Over(Preference chat) =>
        new()
        {
            Style = Style ?? chat.Style,
            Shape = Shape ?? chat.Shape,
            Model = Model ?? chat.Model,
            Count = Count ?? chat.Count,
            Steps = Steps ?? chat.Steps,
            Spoiler = Spoiler is true || chat.Spoiler is true ? true : null,
            OwnerOnly = chat.OwnerOnly,
            Language = Language ?? chat.Language,
            WaitingPicture = chat.WaitingPicture,
            WaitingSince = chat.WaitingSince,
            WaitingBlend = chat.WaitingBlend,
        };
}
