using System.Globalization;

namespace Flash.Testing.BotApi;

/// <summary>A refusal in the words the Bot API uses for it.</summary>
public sealed class BotApiException(int code, string description) : Exception(description)
{
    public int Code { get; } = code;

    /// <summary>Seconds; answered as <c>parameters.retry_after</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The supergroup that the group became; answered as <c>parameters.migrate_to_chat_id</c>.</summary>
    public long? MigrateToChatId { get; init; }

    public static BotApiException TooManyRequests(int retryAfter) =>
        new(429, string.Create(CultureInfo.InvariantCulture, $"Too Many Requests: retry after {retryAfter}"))
        {
            RetryAfter = retryAfter,
        };

    public static BotApiException InternalServerError() => new(500, "Internal Server Error");

    public static BotApiException BadGateway() => new(502, "Bad Gateway");

    public static BotApiException Unauthorized() => new(401, "Unauthorized");

    public static BotApiException MethodNotFound() => new(404, "Not Found: method not found");

    public static BotApiException WebhookIsActive() =>
        new(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        );

    public static BotApiException OtherConsumer() =>
        new(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");

    public static BotApiException TerminatedBySetWebhook() => new(409, "Conflict: terminated by setWebhook request");

    public static BotApiException BlockedByUser() => new(403, "Forbidden: bot was blocked by the user");

    public static BotApiException KickedFromGroup() => new(403, "Forbidden: bot was kicked from the supergroup chat");

    public static BotApiException ChatNotFound() => Bad("chat not found");

    public static BotApiException GroupUpgraded(long supergroup) =>
        new(400, "Bad Request: group chat was upgraded to a supergroup chat") { MigrateToChatId = supergroup };

    public static BotApiException NotModified() =>
        Bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
        );

    public static BotApiException TooLarge() => new(413, "Request Entity Too Large");

    public static BotApiException Bad(string words) => new(400, "Bad Request: " + words);
}
