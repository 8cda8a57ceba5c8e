using System.Text.Json;
using Flash.Bots.Discord.Api;

namespace Flash.Bots.Discord.Interactions;

/// <summary>
/// A message that a person wrote to the bot in direct messages, where Discord delivers the content without a privileged
/// intent.
/// </summary>
internal sealed record DirectMessage
{
    private const int Plain = 0;
    private const int Reply = 19;

    public required ulong Id { get; init; }

    public required ulong ChannelId { get; init; }

    /// <summary>The server; null in direct messages.</summary>
    public ulong? GuildId { get; init; }

    public InteractionUser? Author { get; init; }

    public ulong? WebhookId { get; init; }

    /// <summary>0: plain, 19: an answer to another message; everything else is Discord's own, such as a pinned
    /// message.</summary>
    public int Type { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<InteractionAttachment>? Attachments { get; init; }

    /// <summary>The message that this one answers.</summary>
    public InteractionMessage? ReferencedMessage { get; init; }

    /// <summary>Its files, in order.</summary>
    public IEnumerable<InteractionAttachment> Files => (Attachments ?? []).OfType<InteractionAttachment>();

    /// <summary>Whether a person wrote it to the bot alone. Not so what Flash itself or another bot posts: two bots
    /// could talk for ever.</summary>
    public bool IsForFlash =>
        Author is { IsBot: false } && WebhookId is null && GuildId is null && Type is Plain or Reply;

    /// <summary>Leaves the words out: records print themselves into logs.</summary>
    public override string ToString() => $"direct message {Id}";

    /// <summary>Reads what came from outside; null with a reason for what cannot be read, without one for what is none
    /// of Flash's business.</summary>
    public static DirectMessage? Read(JsonElement json, out string? mistake)
    {
        mistake = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistake = "it is no object";
            return null;
        }

        try
        {
            return json.Deserialize<DirectMessage>(DiscordJson.Options) is { IsForFlash: true } message
                ? message
                : null;
        }
        catch (JsonException wrong)
        {
            mistake = $"{wrong.Path ?? "$"} is not as documented";
            return null;
        }
    }
}
