using System.Net;

namespace Flash.Bots.Discord.Api;

/// <summary>Discord refused a call, or could not be reached. Carries Discord's words; never a token, a path or what was
/// sent.</summary>
internal sealed class DiscordApiException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Discord's own code (see <see cref="DiscordErrorCode"/>); 0 when it gave none.</summary>
    public int Code { get; init; }

    /// <summary>With 429: when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient =>
        Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}

/// <summary>Discord's JSON error codes that Flash acts on.</summary>
internal static class DiscordErrorCode
{
    public const int UnknownChannel = 10003;
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int OldMessageEditLimit = 30046;
    public const int RequestEntityTooLarge = 40005;
    public const int InteractionAlreadyAcknowledged = 40060;
    public const int MissingAccess = 50001;
    public const int CannotMessageThisUser = 50007;
    public const int MissingPermissions = 50013;
    public const int InvalidWebhookToken = 50027;
    public const int InvalidFormBody = 50035;
}
