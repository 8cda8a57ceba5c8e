using System.Text.Json;
using System.Text.Json.Serialization;
using Flash.Bots.Discord.Api;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Something that a person did with Flash on Discord, as it arrives over the gateway or as an HTTP
/// request.</summary>
internal sealed record Interaction
{
    public required ulong Id { get; init; }

    public required ulong ApplicationId { get; init; }

    public required InteractionType Type { get; init; }

    /// <summary>Answers the interaction for fifteen minutes.</summary>
    public required string Token { get; init; }

    public InteractionData? Data { get; init; }

    public ulong? ChannelId { get; init; }

    /// <summary>The server; null in direct messages.</summary>
    public ulong? GuildId { get; init; }

    public InteractionChannel? Channel { get; init; }

    /// <summary>Who did it, in a server.</summary>
    public InteractionMember? Member { get; init; }

    /// <summary>Who did it, in direct messages.</summary>
    public InteractionUser? User { get; init; }

    /// <summary>The person's language.</summary>
    public string? Locale { get; init; }

    /// <summary>0: server, 1: direct messages with the bot, 2: other direct messages and groups.</summary>
    public int? Context { get; init; }

    /// <summary>The largest file that an answer may carry, in bytes.</summary>
    public long? AttachmentSizeLimit { get; init; }

    /// <summary>The message with the component.</summary>
    public InteractionMessage? Message { get; init; }

    /// <summary>Leaves the token and the prompt out: records print themselves into logs.</summary>
    public override string ToString() => $"interaction {Id}";

    /// <summary>Reads what came from outside; null with a reason for anything that is not an interaction.</summary>
    public static Interaction? Read(JsonElement json, out string? mistake)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistake = "it is no object";
            return null;
        }

        try
        {
            var interaction = json.Deserialize<Interaction>(DiscordJson.Options);
            mistake = string.IsNullOrEmpty(interaction?.Token) ? "$.token is missing" : null;
            return mistake is null ? interaction : null;
        }
        catch (JsonException wrong)
        {
            mistake = $"{wrong.Path ?? "$"} is not as documented";
            return null;
        }
    }
}

internal enum InteractionType
{
    Ping = 1,
    ApplicationCommand = 2,
    MessageComponent = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>What was done; which properties are there depends on the interaction's type. Lists come from outside and
/// may hold nulls.</summary>
internal sealed record InteractionData
{
    /// <summary>The command.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    /// <summary>The button, or the form.</summary>
    public string? CustomId { get; init; }

    /// <summary>The fields of a form, in rows.</summary>
    public IReadOnlyList<InteractionComponent>? Components { get; init; }

    /// <summary>The message that a context menu was opened on.</summary>
    public ulong? TargetId { get; init; }

    public InteractionResolved? Resolved { get; init; }

    /// <summary>An option's text; null when it was not given or is something else.</summary>
    public string? Text(string option) => Value(option) is { } value ? JsonText.Of(value) : null;

    /// <summary>An option's whole number; null when it was not given or is something else.</summary>
    public long? Number(string option) =>
        Value(option) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>What was typed into a field of a form, or chosen in it; null when it has none of this name, or nothing
    /// was chosen.</summary>
    public string? Field(string customId) =>
        Fields.FirstOrDefault(field => field.CustomId == customId) is { } found
            ? found.Value ?? (found.Values is [var first, ..] ? first : null)
            : null;

    /// <summary>The file that was uploaded in a field of a form; null when none was.</summary>
    public InteractionAttachment? Uploaded(string customId) =>
        Field(customId) is { } id ? Resolved?.Attachments?.GetValueOrDefault(id) : null;

    private IEnumerable<InteractionComponent> Fields =>
        (Components ?? []).OfType<InteractionComponent>().SelectMany(row => row.WithInner);

    /// <summary>The message that a context menu was opened on.</summary>
    public IEnumerable<InteractionMessage> Targets => (Resolved?.Messages?.Values ?? []).OfType<InteractionMessage>();

    /// <summary>The codes of that message's buttons.</summary>
    public IEnumerable<string> TargetCodes => Targets.SelectMany(message => message.Codes);

    /// <summary>Whether an option was switched on.</summary>
    public bool IsOn(string option) => Value(option) is { ValueKind: JsonValueKind.True };

    /// <summary>The file that was given for an option; null when none was.</summary>
    public InteractionAttachment? File(string option) =>
        Text(option) is { } id ? Resolved?.Attachments?.GetValueOrDefault(id) : null;

    private JsonElement? Value(string option) => Options?.FirstOrDefault(given => given?.Name == option)?.Value;
}

/// <summary>An option that was given.</summary>
internal sealed record InteractionOption
{
    public required string Name { get; init; }

    public JsonElement? Value { get; init; }

    /// <summary>The one that is being typed, when completing.</summary>
    public bool Focused { get; init; }
}

/// <param name="Name">Null in direct messages.</param>
/// <param name="Type">0: a server's, 1: direct messages, 10 to 12: threads.</param>
/// <param name="Nsfw">Age-restricted.</param>
/// <param name="ParentId">The channel of a thread, the category of a channel.</param>
internal sealed record InteractionChannel(string? Name, int? Type, bool? Nsfw = null, ulong? ParentId = null);

/// <param name="User">The person.</param>
/// <param name="Permissions">What the person may do in the channel: bits, as a decimal number.</param>
internal sealed record InteractionMember(InteractionUser? User, string? Permissions = null);

internal sealed record InteractionUser(
    ulong Id,
    string? Username,
    string? GlobalName,
    [property: JsonPropertyName("bot")] bool IsBot = false
);

internal sealed record InteractionMessage
{
    public required ulong Id { get; init; }

    public ulong? ChannelId { get; init; }

    public IReadOnlyList<InteractionComponent>? Components { get; init; }

    public IReadOnlyList<InteractionAttachment>? Attachments { get; init; }

    /// <summary>The codes of all buttons, in order.</summary>
    public IEnumerable<string> Codes => AllComponents.Select(button => button.CustomId).OfType<string>();

    /// <summary>Its files, in order: attachments, and what its media galleries show, which Discord does not list among
    /// them.</summary>
    public IEnumerable<InteractionAttachment> Files =>
        (Attachments ?? [])
            .OfType<InteractionAttachment>()
            .Concat(AllComponents.SelectMany(component => component.Shown));

    private IEnumerable<InteractionComponent> AllComponents =>
        (Components ?? []).OfType<InteractionComponent>().SelectMany(component => component.WithInner);
}

/// <param name="CustomId">Of a button or a field.</param>
/// <param name="Components">What stands in it, of a row or a container.</param>
/// <param name="Value">What was typed into a field.</param>
/// <param name="Items">The pictures of a media gallery.</param>
/// <param name="Media">The picture of a thumbnail.</param>
/// <param name="Accessory">What stands beside a section.</param>
/// <param name="Component">The one field of a label.</param>
/// <param name="Values">What was chosen or uploaded in a field.</param>
internal sealed record InteractionComponent(
    string? CustomId,
    IReadOnlyList<InteractionComponent>? Components,
    string? Value = null,
    IReadOnlyList<InteractionGalleryItem>? Items = null,
    InteractionMedia? Media = null,
    InteractionComponent? Accessory = null,
    InteractionComponent? Component = null,
    IReadOnlyList<string>? Values = null
)
{
    /// <summary>Itself and all that stands in it; JSON that nests deeper than Discord allows was refused when it was
    /// read.</summary>
    public IEnumerable<InteractionComponent> WithInner =>
        (Components ?? [])
            .Append(Accessory)
            .Append(Component)
            .OfType<InteractionComponent>()
            .SelectMany(inner => inner.WithInner)
            .Prepend(this);

    /// <summary>The pictures it shows itself.</summary>
    public IEnumerable<InteractionAttachment> Shown =>
        (Items ?? [])
            .Select(item => item?.Media)
            .Append(Media)
            .OfType<InteractionMedia>()
            .Select(media => media.ToAttachment());
}

internal sealed record InteractionGalleryItem(InteractionMedia? Media);

/// <summary>A picture within a component. The address may lead anywhere; Discord's own copy of it is at <paramref
/// name="ProxyUrl"/>.</summary>
internal sealed record InteractionMedia(string? Url, string? ProxyUrl, string? ContentType, ulong? AttachmentId)
{
    /// <summary>Leaves the signed address out: records print themselves into logs.</summary>
    public override string ToString() => "media";

    public InteractionAttachment ToAttachment() => new(AttachmentId is null ? ProxyUrl : Url, null, ContentType, null);
}

/// <summary>What ids stand for: messages and files.</summary>
internal sealed record InteractionResolved(
    IReadOnlyDictionary<string, InteractionMessage>? Messages,
    IReadOnlyDictionary<string, InteractionAttachment>? Attachments = null
);
