using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Methods that add a message to a chat.</summary>
internal static class SendMethods
{
    private static readonly string[] Actions = ["typing", "upload_photo", "record_video", "upload_video", "upload_document", "choose_sticker", "find_location"];

    public static Task<JsonNode?> SendMessage(BotApiServer server, BotApiCall call, CancellationToken cancellationToken) =>
        Send(server, call, () => new MessageContent { Text = MessageRules.Text(call.Text("text")) });

    public static Task<JsonNode?> SendFile(BotApiServer server, BotApiCall call, SentFileKind kind, string input) =>
        Send(server, call, () => new MessageContent
        {
            File = MessageRules.File(server, call, kind, input, call.Text(input)),
            Caption = MessageRules.Caption(call.Text("caption")),
            HasSpoiler = call.Flag("has_spoiler"),
        });

    public static Task<JsonNode?> SendChatAction(BotApiServer server, BotApiCall call, CancellationToken cancellationToken)
    {
        MessageRules.Chat(server, call);
        return Actions.Contains(call.Text("action")) ? Task.FromResult<JsonNode?>(true) : throw BotApiException.Bad("wrong parameter action in request");
    }

    private static Task<JsonNode?> Send(BotApiServer server, BotApiCall call, Func<MessageContent> content)
    {
        var chat = MessageRules.Chat(server, call);
        var replyTo = MessageRules.ReplyTo(chat, call);
        var message = chat.Add(
            server.Bot, content() with { Keyboard = MessageRules.Keyboard(call) }, (int?)call.Number("message_thread_id"), replyTo);
        return Task.FromResult<JsonNode?>(MessageJson.Write(message));
    }
}
