using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Methods that change or remove a message.</summary>
internal static class EditMethods
{
    public static Task<JsonNode?> EditMessageText(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    ) =>
        Edit(server, call, current =>
            current.Text is null
                ? throw BotApiException.Bad("there is no text in the message to edit")
                : new MessageContent
                {
                    Text = MessageRules.Text(call.Text("text"), call.Text("parse_mode")),
                    Keyboard = MessageRules.Keyboard(call),
                }
        );

    public static Task<JsonNode?> EditMessageCaption(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    ) =>
        Edit(server, call, current =>
            current.File is null
                ? throw BotApiException.Bad("there is no caption in the message to edit")
                : current with
                {
                    Caption = MessageRules.Caption(call.Text("caption"), call.Text("parse_mode")),
                    Keyboard = MessageRules.Keyboard(call),
                }
        );

    public static Task<JsonNode?> EditMessageReplyMarkup(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    ) => Edit(server, call, current => current with { Keyboard = MessageRules.Keyboard(call) });

    public static async Task<JsonNode?> EditMessageMedia(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        if (call.Json("media") is not JsonObject media)
        {
            throw BotApiException.Bad("there is no media in the request");
        }

        var reference = (string?)media["media"];
        if (call.Text("inline_message_id") is not null && call.File("media", reference) is not null)
        {
            throw BotApiException.Bad("wrong file identifier/HTTP URL specified: inline messages take no uploads");
        }

        var file = await MessageRules.FileAsync(
            server,
            call,
            MessageRules.Kind((string?)media["type"]),
            "media",
            reference,
            cancellationToken
        );
        return await Edit(server, call, _ => new MessageContent
        {
            File = file,
            Caption = MessageRules.Caption((string?)media["caption"], (string?)media["parse_mode"]),
            HasSpoiler = (bool?)media["has_spoiler"] == true,
            Keyboard = MessageRules.Keyboard(call),
        });
    }

    public static Task<JsonNode?> DeleteMessage(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var message = MessageRules.Chat(server, call).Find(call.Number("message_id") ?? 0)
            ?? throw BotApiException.Bad("message to delete not found");
        message.IsDeleted = true;
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    private static Task<JsonNode?> Edit(
        BotApiServer server,
        BotApiCall call,
        Func<MessageContent, MessageContent> change
    )
    {
        if (call.Text("inline_message_id") is { } inlineId)
        {
            return EditInline(server, inlineId, change);
        }

        var message = MessageRules.Chat(server, call).Find(call.Number("message_id") ?? 0)
            ?? throw BotApiException.Bad("message to edit not found");
        if (message.From != server.Bot)
        {
            throw BotApiException.Bad("message can't be edited");
        }

        var content = change(message.Content);
        if (content.ShowsTheSameAs(message.Content))
        {
            throw BotApiException.NotModified();
        }

        message.Show(content);
        server.Changed();
        return Task.FromResult<JsonNode?>(MessageJson.Write(message));
    }

    private static Task<JsonNode?> EditInline(
        BotApiServer server,
        string id,
        Func<MessageContent, MessageContent> change
    )
    {
        var message = server.Inline.FindMessage(id) ?? throw BotApiException.Bad("MESSAGE_ID_INVALID");
        var content = change(message.Content);
        if (content.ShowsTheSameAs(message.Content))
        {
            throw BotApiException.NotModified();
        }

        message.Show(content);
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }
}
