using System.Text.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Requests;
using Telegram.Bot.Types.Enums;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>getUpdates with the updates left as JSON: one that no one can read must not take the others of its batch
/// along.</summary>
internal sealed class RawUpdatesRequest() : RequestBase<JsonElement>("getUpdates")
{
    [JsonPropertyName("offset")]
    public long Offset { get; init; }

    [JsonPropertyName("timeout")]
    public int Timeout { get; init; }

    [JsonPropertyName("allowed_updates")]
    public IReadOnlyList<UpdateType> AllowedUpdates { get; init; } = [];
}
