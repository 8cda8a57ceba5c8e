using System.Net;
using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>Reduces Discord's refusals to what the caller can do about them.</summary>
internal static class MessengerFaults
{
    public static MessengerException Of(DiscordApiException refused) =>
        new(FaultOf(refused), refused.Message, refused) { RetryAfter = refused.RetryAfter };

    /// <summary>The interaction's token works no more: expired, or never answered within three seconds.</summary>
    public static bool IsTokenGone(DiscordApiException refused) =>
        refused.Code
            is DiscordErrorCode.UnknownWebhook
                or DiscordErrorCode.InvalidWebhookToken
                or DiscordErrorCode.UnknownInteraction
        || refused.Status == HttpStatusCode.Unauthorized;

    /// <summary>The bot may not speak here.</summary>
    public static bool IsClosed(DiscordApiException refused) => FaultOf(refused) == MessengerFault.ChatClosed;

    private static MessengerFault FaultOf(DiscordApiException refused) =>
        refused switch
        {
            { Status: HttpStatusCode.TooManyRequests } => MessengerFault.RateLimited,
            { IsTransient: true } => MessengerFault.Unavailable,
            { Code: DiscordErrorCode.UnknownMessage or DiscordErrorCode.OldMessageEditLimit } =>
                MessengerFault.MessageGone,
            {
                Code: DiscordErrorCode.UnknownChannel
                    or DiscordErrorCode.MissingAccess
                    or DiscordErrorCode.MissingPermissions
                    or DiscordErrorCode.CannotMessageThisUser
            } => MessengerFault.ChatClosed,
            { Code: DiscordErrorCode.RequestEntityTooLarge } or { Status: HttpStatusCode.RequestEntityTooLarge } =>
                MessengerFault.TooLarge,
            { Status: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => MessengerFault.ChatClosed,
            { Status: HttpStatusCode.NotFound } => MessengerFault.MessageGone,
            _ => MessengerFault.Rejected,
        };
}
