using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Methods that add a message to a chat.</summary>
internal static class SendMethods
{
    private static readonly string[] Actions =
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "upload_document",
        "choose_sticker",
        "find_location",
    ];

    // A part of the list of reactions that are free for all.
    private static readonly string[] Emoji = ["👍", "👎", "❤", "🔥", "🎉", "😢", "👀", "💔", "🤔"];

    public static Task<JsonNode?> SendMessage(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    ) =>
        Send(server, call, () =>
            Task.FromResult(
                new MessageContent
                {
                    Text = MessageRules.Text(call.Text("text"), call.Text("parse_mode")),
                    AsksForReply = (bool?)call.Json("reply_markup")?["force_reply"] == true,
                }
            )
        );

    public static Task<JsonNode?> SendFile(
        BotApiServer server,
        BotApiCall call,
        SentFileKind kind,
        string input,
        CancellationToken cancellationToken
    ) => Send(server, call, async () => new MessageContent
            {
                File = await MessageRules.FileAsync(server, call, kind, input, call.Text(input), cancellationToken),
                Caption = MessageRules.Caption(call.Text("caption"), call.Text("parse_mode")),
                HasSpoiler = call.Flag("has_spoiler"),
            });

    public static Task<JsonNode?> SendChatAction(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        MessageRules.Chat(server, call);
        return Actions.Contains(call.Text("action"))
            ? Task.FromResult<JsonNode?>(true)
            : throw BotApiException.Bad("wrong parameter action in request");
    }

    /// <summary>A bot sets one reaction at most, of those that everyone may use and the chat allows.</summary>
    public static Task<JsonNode?> SetMessageReaction(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var chat = MessageRules.Chat(server, call);
        var message = chat.Find(call.Number("message_id") ?? 0)
            ?? throw BotApiException.Bad("message to react not found");
        if (call.Json("reaction") is not JsonArray { Count: <= 1 } reactions)
        {
            throw BotApiException.Bad("REACTIONS_TOO_MANY");
        }

        var emoji = (string?)reactions.FirstOrDefault()?["emoji"];
        if (emoji is not null && (!chat.AllowsReactions || !Emoji.Contains(emoji)))
        {
            throw BotApiException.Bad("REACTION_INVALID");
        }

        message.React(emoji);
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    /// <summary>An album: 2 to 10 files, each a message of its own, none with buttons.</summary>
    public static async Task<JsonNode?> SendMediaGroup(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var chat = MessageRules.Chat(server, call);
        if (call.Text("reply_markup") is not null)
        {
            throw BotApiException.Bad("reply markup is not allowed for albums");
        }

        if (call.Json("media") is not JsonArray { Count: >= 2 and <= 10 } media)
        {
            throw BotApiException.Bad("wrong number of items in the media group: expected 2 to 10");
        }

        var messages = new List<BotMessage>();
        foreach (var item in media)
        {
            var file = await MessageRules.FileAsync(
                server,
                call,
                MessageRules.Kind((string?)item?["type"]),
                "media",
                (string?)item?["media"],
                cancellationToken
            );
            messages.Add(
                chat.Add(
                    server.Bot,
                    new MessageContent { File = file, Caption = MessageRules.Caption((string?)item?["caption"]) },
                    (int?)call.Number("message_thread_id"),
                    null
                )
            );
        }

        return new JsonArray([.. messages.Select(message => MessageJson.Write(message))]);
    }

    /// <summary>Whom an ephemeral message is for: groups only, and only where the chat has them.</summary>
    private static long? Receiver(BotChat chat, BotApiCall call)
    {
        if (call.Json("ephemeral_message_parameters") is not { } parameters)
        {
            return null;
        }

        return chat.Person is null && chat.AllowsEphemeral && (long?)parameters["receiver_user_id"] is { } receiver
            ? receiver
            : throw BotApiException.Bad("EPHEMERAL_MESSAGE_NOT_ALLOWED");
    }

    private static async Task<JsonNode?> Send(BotApiServer server, BotApiCall call, Func<Task<MessageContent>> content)
    {
        var chat = MessageRules.Chat(server, call);
        var replyTo = MessageRules.ReplyTo(chat, call);
        var message = chat.Add(
            server.Bot,
            await content() with
            {
                Keyboard = MessageRules.Keyboard(call),
            },
            (int?)call.Number("message_thread_id"),
            replyTo,
            Receiver(chat, call)
        );
        return MessageJson.Write(message);
    }
}
