using System.Globalization;
using System.Text.Json;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>The little that must be read from an update before anything else, without trusting its shape.</summary>
internal static class RawUpdate
{
    /// <summary>Its update_id; null when it has none.</summary>
    public static long? IdOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("update_id", out var id)
        && id.ValueKind == JsonValueKind.Number
        && id.TryGetInt64(out var value)
            ? value
            : null;

    /// <summary>
    /// What must be handled in the order it came: messages of a chat. Presses go by person, so that a press is answered
    /// at once although the chat is waiting for Telegram to take a message.
    /// </summary>
    public static string LaneOf(Incoming incoming) =>
        incoming switch
        {
            Incoming.Pressed pressed => string.Create(CultureInfo.InvariantCulture, $"press {pressed.Press.From.Id}"),
            Incoming.Edited edited => string.Create(CultureInfo.InvariantCulture, $"chat {edited.Message.Chat.Id}"),
            Incoming.Said said => string.Create(CultureInfo.InvariantCulture, $"chat {said.Message.Chat.Id}"),
            Incoming.Moved moved => string.Create(CultureInfo.InvariantCulture, $"chat {moved.Now}"),
            Incoming.Typed typed => "inline " + typed.Query.From.Id,
            _ => "",
        };
}
