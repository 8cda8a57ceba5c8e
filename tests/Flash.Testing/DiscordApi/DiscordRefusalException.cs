using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>The server refuses, in Discord's words and with its code.</summary>
public sealed class DiscordRefusalException(int status, int code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public static DiscordRefusalException UnknownMessage => new(404, 10008, "Unknown Message");

    public static DiscordRefusalException UnknownChannel => new(404, 10003, "Unknown Channel");

    public static DiscordRefusalException UnknownWebhook => new(404, 10015, "Unknown Webhook");

    public static DiscordRefusalException UnknownInteraction => new(404, 10062, "Unknown interaction");

    public static DiscordRefusalException AlreadyAcknowledged =>
        new(400, 40060, "Interaction has already been acknowledged.");

    public static DiscordRefusalException InvalidWebhookToken => new(401, 50027, "Invalid Webhook Token");

    public static DiscordRefusalException MissingAccess => new(403, 50001, "Missing Access");

    public static DiscordRefusalException InvalidForm(string what) => new(400, 50035, "Invalid Form Body: " + what);

    public JsonObject ToJson() => new() { ["code"] = Code, ["message"] = Message };
}
