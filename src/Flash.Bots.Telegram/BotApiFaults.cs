using System.Text.Json;
using Flash.Bots.Replies;
using Telegram.Bot.Exceptions;

namespace Flash.Bots.Telegram;

/// <summary>Every way the Bot API says no, and what that means for us.</summary>
internal static class BotApiFaults
{
    /// <summary>
    /// The table. First line that fits decides: error code, words in the description ("" fits any), what it means; null
    /// where nothing is wrong, because things are as the call wanted them.
    /// </summary>
    private static readonly (int Code, string Words, MessengerFault? Fault)[] Table =
    [
        // Timed out or cut off: perhaps carried out, so edits are repeated and posts are not.
        (NoAnswer, "", MessengerFault.Unavailable),
        (AnyServerError, "", MessengerFault.Unavailable), // 500, 502, 504: perhaps carried out, too
        (400, "message is not modified", null), // an edit whose answer was lost has been repeated
        (400, "message to delete not found", null), // someone was faster
        (400, "query is too old", null), // a press or an inline query that no one waits for any more
        (429, "", MessengerFault.RateLimited), // with parameters.retry_after
        (413, "", MessengerFault.TooLarge),
        (400, "file is too big", MessengerFault.TooLarge),
        (400, "request entity too large", MessengerFault.TooLarge),
        // Their picture servers stumble now and then: the same file is taken a moment later.
        (400, "image_process_failed", MessengerFault.Unavailable),
        (400, "message to edit not found", MessengerFault.MessageGone), // deleted by a person
        (400, "message to be replied not found", MessengerFault.MessageGone),
        (400, "replied message not found", MessengerFault.MessageGone),
        (400, "message_id_invalid", MessengerFault.MessageGone),
        (400, "message can't be edited", MessengerFault.MessageGone), // too old, or not ours any more
        // An edit: the result comes as a new message, which follows migrate_to_chat_id.
        (400, "group chat was upgraded to a supergroup", MessengerFault.MessageGone),
        (400, "chat not found", MessengerFault.ChatClosed),
        (400, "peer_id_invalid", MessengerFault.ChatClosed),
        (400, "message thread not found", MessengerFault.ChatClosed), // the topic was deleted
        (400, "topic_closed", MessengerFault.ChatClosed),
        (400, "topic_deleted", MessengerFault.ChatClosed),
        (400, "not enough rights to send photos", MessengerFault.PicturesForbidden),
        (400, "not enough rights to send animations", MessengerFault.PicturesForbidden),
        (400, "not enough rights to send documents", MessengerFault.PicturesForbidden),
        (400, "not enough rights to send media", MessengerFault.PicturesForbidden),
        (400, "chat_send_photos_forbidden", MessengerFault.PicturesForbidden),
        (400, "chat_send_gifs_forbidden", MessengerFault.PicturesForbidden),
        (400, "chat_send_docs_forbidden", MessengerFault.PicturesForbidden),
        (400, "chat_send_media_forbidden", MessengerFault.PicturesForbidden),
        // "need administrator rights", "have no rights to send a message".
        (400, "have no rights to send", MessengerFault.ChatClosed),
        (400, "not enough rights to send", MessengerFault.ChatClosed), // "... text messages to the chat"
        (400, "chat_write_forbidden", MessengerFault.ChatClosed),
        (400, "chat_send_", MessengerFault.ChatClosed), // CHAT_SEND_PLAIN_FORBIDDEN
        (400, "chat_restricted", MessengerFault.ChatClosed),
        (403, "", MessengerFault.ChatClosed), // blocked by the user, kicked, not a member, user is deactivated
        (401, "", MessengerFault.Rejected), // the token was revoked: nothing sent will work
        (404, "", MessengerFault.Rejected), // no such method, or no such bot
        (409, "", MessengerFault.Rejected), // only getUpdates: someone else polls, or a webhook is set
        (400, "message can't be deleted", MessengerFault.Rejected), // older than 48 hours: it is made to say so instead
        (400, "", MessengerFault.Rejected), // BUTTON_DATA_INVALID, "caption is too long": our mistakes
    ];

    /// <summary>In place of an error code: no answer came, or none that can be read.</summary>
    private const int NoAnswer = 0;

    /// <summary>In place of every error code from 500.</summary>
    private const int AnyServerError = 500;

    /// <summary>What SendRequest throws for refusals, timeouts, broken connections, and answers that are not
    /// JSON.</summary>
    public static bool IsFromNetwork(Exception exception) =>
        exception
            is RequestException
                or HttpRequestException
                or OperationCanceledException
                or IOException
                or JsonException;

    /// <summary>Says what happened in our terms. The message never holds the token: error texts are the network's,
    /// addresses are left out.</summary>
    public static MessengerException Translate(string method, Exception exception, string token)
    {
        if (exception is not ApiRequestException refusal)
        {
            // No answer, or none we could read: the call may have been carried out. The original exception stays out,
            // as it may name the address.
            var status = exception is RequestException { HttpStatusCode: { } code }
                ? $"HTTP {(int)code}"
                : Cause(exception);
            return new MessengerException(
                FaultOf(NoAnswer, status) ?? MessengerFault.Unavailable,
                $"Telegram did not answer {method}: {status}."
            )
            {
                WasNotDone = WasNeverReached(exception),
            };
        }

        var description = refusal.Message.Replace(token, "[token]", StringComparison.Ordinal);
        var decision = FaultOf(refusal.ErrorCode, description);
        var fault = decision ?? MessengerFault.Rejected;
        return new MessengerException(fault, $"Telegram refused {method} with {refusal.ErrorCode}: {description}")
        {
            RetryAfter =
                fault == MessengerFault.RateLimited
                    ? TimeSpan.FromSeconds(Math.Max(1, refusal.Parameters?.RetryAfter ?? 1))
                    : null,
            // The Bot API itself says that it did not do it; from 501 something between us and it speaks.
            WasNotDone = refusal.ErrorCode <= 500,
            Data =
            {
                [BotApiRefusal.Key] = new BotApiRefusal(
                    refusal.ErrorCode,
                    description,
                    refusal.Parameters?.MigrateToChatId,
                    IsDone: decision is null
                ),
            },
        };
    }

    /// <summary>Looks a refusal up in the table; null when nothing is wrong.</summary>
    public static MessengerFault? FaultOf(int code, string description)
    {
        code = Math.Min(code, AnyServerError);
        foreach (var (lineCode, words, fault) in Table)
        {
            if (lineCode == code && description.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return fault;
            }
        }

        return MessengerFault.Rejected;
    }

    private static bool WasNeverReached(Exception exception) =>
        (exception as HttpRequestException ?? exception.InnerException as HttpRequestException)
            is {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
            };

    /// <summary>A word for what broke, free of addresses.</summary>
    private static string Cause(Exception exception) =>
        exception switch
        {
            OperationCanceledException => "no answer in time",
            RequestException { InnerException: OperationCanceledException } => "no answer in time",
            HttpRequestException http => $"connection failed ({http.HttpRequestError})",
            RequestException { InnerException: HttpRequestException http } =>
                $"connection failed ({http.HttpRequestError})",
            JsonException or RequestException { InnerException: JsonException } => "the answer was not the Bot API's",
            _ => "connection failed",
        };
}

/// <summary>The Bot API's own words behind a <see cref="MessengerException"/>, for the few places inside this project
/// that tell refusals apart.</summary>
internal sealed record BotApiRefusal(int Code, string Description, long? MigrateToChatId, bool IsDone)
{
    public const string Key = "botapi";

    public static BotApiRefusal? Of(MessengerException exception) => exception.Data[Key] as BotApiRefusal;

    public bool Says(string words) => Description.Contains(words, StringComparison.OrdinalIgnoreCase);
}
