using Flash.Bots.Replies;

namespace Flash.Bots.Telegram.Tests.Messaging;

public sealed class BotApiFaultsTests
{
    [Theory]
    [InlineData(429, "Too Many Requests: retry after 5", MessengerFault.RateLimited)]
    [InlineData(413, "Request Entity Too Large", MessengerFault.TooLarge)]
    [InlineData(400, "Bad Request: file is too big", MessengerFault.TooLarge)]
    [InlineData(400, "Bad Request: message to edit not found", MessengerFault.MessageGone)]
    [InlineData(400, "Bad Request: MESSAGE_ID_INVALID", MessengerFault.MessageGone)]
    [InlineData(400, "Bad Request: message can't be edited", MessengerFault.MessageGone)]
    [InlineData(400, "Bad Request: message can't be deleted for everyone", MessengerFault.Rejected)]
    [InlineData(400, "Bad Request: chat not found", MessengerFault.ChatClosed)]
    [InlineData(400, "Bad Request: message thread not found", MessengerFault.ChatClosed)]
    [InlineData(400, "Bad Request: TOPIC_CLOSED", MessengerFault.ChatClosed)]
    [InlineData(400, "Bad Request: not enough rights to send photos to the chat", MessengerFault.PicturesForbidden)]
    [InlineData(400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", MessengerFault.PicturesForbidden)]
    [InlineData(403, "Forbidden: bot was blocked by the user", MessengerFault.ChatClosed)]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", MessengerFault.ChatClosed)]
    [InlineData(403, "Forbidden: user is deactivated", MessengerFault.ChatClosed)]
    [InlineData(401, "Unauthorized", MessengerFault.Rejected)]
    [InlineData(404, "Not Found", MessengerFault.Rejected)]
    [InlineData(400, "Bad Request: IMAGE_PROCESS_FAILED", MessengerFault.Unavailable)]
    [InlineData(400, "Bad Request: message caption is too long", MessengerFault.Rejected)]
    [InlineData(418, "I'm a teapot", MessengerFault.Rejected)]
    [InlineData(
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        null
    )]
    [InlineData(400, "Bad Request: message to delete not found", null)]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", null)]
    [InlineData(500, "Internal Server Error", MessengerFault.Unavailable)]
    [InlineData(502, "Bad Gateway", MessengerFault.Unavailable)]
    [InlineData(504, "Gateway Timeout", MessengerFault.Unavailable)]
    [InlineData(0, "no answer in time", MessengerFault.Unavailable)]
    public void Every_refusal_has_a_decision(int code, string description, MessengerFault? expected) =>
        Assert.Equal(expected, BotApiFaults.FaultOf(code, description));
}
