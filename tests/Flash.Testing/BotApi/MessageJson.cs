using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Writes messages the way the Bot API does.</summary>
internal static class MessageJson
{
    public static JsonObject Write(BotMessage message, bool withReply = true)
    {
        var content = message.Content;
        var json = new JsonObject
        {
            ["message_id"] = message.Id,
            ["from"] = message.From.ToJson(),
            ["chat"] = message.Chat.ToJson(),
            ["date"] = message.Date,
        };
        if (message.ReceiverId is { } receiver)
        {
            json["message_id"] = 0;
            json["ephemeral_message_id"] = message.Id;
            json["receiver_user"] = new JsonObject
            {
                ["id"] = receiver,
                ["is_bot"] = false,
                ["first_name"] = "",
            };
        }

        if (message.Revisions.Count > 1)
        {
            json["edit_date"] = message.Date + 1;
        }

        if (message.ThreadId is { } thread)
        {
            json["message_thread_id"] = thread;
            json["is_topic_message"] = true;
        }

        if (withReply && message.ReplyToId is { } replyTo && message.Chat.Find(replyTo) is { } replied)
        {
            json["reply_to_message"] = Write(replied, withReply: false);
        }

        WriteContent(json, content);
        if (content.Keyboard.Count > 0)
        {
            json["reply_markup"] = new JsonObject
            {
                ["inline_keyboard"] = new JsonArray([.. content.Keyboard.Select(Row)]),
            };
        }

        return json;
    }

    private static void WriteContent(JsonObject json, MessageContent content)
    {
        if (content.Text is not null)
        {
            json["text"] = content.Text;
            if (content.Text.StartsWith('/'))
            {
                var length = content.Text.AsSpan().IndexOfAny(" \n");
                json["entities"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "bot_command",
                        ["offset"] = 0,
                        ["length"] = length < 0 ? content.Text.Length : length,
                    }
                );
            }
        }

        if (!string.IsNullOrEmpty(content.Caption))
        {
            json["caption"] = content.Caption;
        }

        switch (content.File)
        {
            case { Kind: SentFileKind.Photo } photo:
                json["photo"] = new JsonArray(Size(photo, "s", 90), Size(photo, "", int.MaxValue));
                break;
            case { } file:
                // Animations are documents too, for clients that know only those.
                json["document"] = Document(file);
                if (file.Kind == SentFileKind.Animation)
                {
                    json["animation"] = Document(file);
                    json["animation"]!["width"] = file.Width;
                    json["animation"]!["height"] = file.Height;
                    json["animation"]!["duration"] = 1;
                }

                break;
        }
    }

    private static JsonObject Size(SentFile photo, string suffix, int most)
    {
        var scale = Math.Min(1.0, most / (double)Math.Max(photo.Width, photo.Height));
        return new JsonObject
        {
            ["file_id"] = photo.Id + suffix,
            ["file_unique_id"] = "u" + photo.Id + suffix,
            ["width"] = (int)(photo.Width * scale),
            ["height"] = (int)(photo.Height * scale),
            ["file_size"] = photo.Bytes.Length,
        };
    }

    private static JsonObject Document(SentFile file) =>
        new()
        {
            ["file_id"] = file.Id,
            ["file_unique_id"] = "u" + file.Id,
            ["file_name"] = file.Name,
            ["mime_type"] = file.MimeType,
            ["file_size"] = file.Bytes.Length,
        };

    private static JsonNode Row(IReadOnlyList<KeyboardButton> row) =>
        new JsonArray([
            .. row.Select(button =>
                (JsonNode)(
                    button.Url is null
                        ? new JsonObject { ["text"] = button.Label, ["callback_data"] = button.Data }
                        : new JsonObject { ["text"] = button.Label, ["url"] = button.Url }
                )
            ),
        ]);
}
