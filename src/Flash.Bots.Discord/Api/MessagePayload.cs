using System.Text.Json.Serialization;

namespace Flash.Bots.Discord.Api;

/// <summary>What a message is to be: the body of creates, edits and responses. What is null is left out, and left as it
/// is by an edit.</summary>
internal sealed record MessagePayload
{
    /// <summary>Up to 2,000 characters.</summary>
    public string? Content { get; init; }

    public IReadOnlyList<ComponentPayload>? Components { get; init; }

    /// <summary>Every file that the message has afterwards; those of an edited message that are not listed are
    /// removed.</summary>
    public IReadOnlyList<AttachmentPayload>? Attachments { get; init; }

    /// <summary>See <see cref="MessageFlag"/>.</summary>
    public int? Flags { get; init; }

    /// <summary>With <see cref="EnforceNonce"/>, creating the same message twice within minutes returns the first
    /// one.</summary>
    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public MessageReferencePayload? MessageReference { get; init; }

    /// <summary>No one is ever pinged by what someone typed.</summary>
    public AllowedMentionsPayload AllowedMentions { get; } = new();
}

/// <summary>An empty list: no mention pings anyone.</summary>
internal sealed record AllowedMentionsPayload
{
    [JsonInclude]
    public IReadOnlyList<string> Parse { get; } = [];
}

/// <summary>A file of the same request (<paramref name="Id"/> is its index) with its alt text, or one that the message
/// has already (its id): then what is null stays as it is.</summary>
internal sealed record AttachmentPayload(ulong Id, string? Filename = null, string? Description = null)
{
    /// <summary>Blurred until someone taps it.</summary>
    public bool? IsSpoiler { get; init; }
}

internal sealed record MessageReferencePayload(ulong MessageId, bool FailIfNotExists);

internal static class MessageFlag
{
    /// <summary>Links that someone typed show no previews.</summary>
    public const int SuppressEmbeds = 1 << 2;

    /// <summary>Only the person who caused the message sees it.</summary>
    public const int Ephemeral = 1 << 6;
}
