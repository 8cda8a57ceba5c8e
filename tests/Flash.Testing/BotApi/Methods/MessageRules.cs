using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>What Telegram lets a message be.</summary>
internal static partial class MessageRules
{
    private static readonly string[] Tags =
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "span",
        "tg-spoiler",
        "a",
        "code",
        "pre",
        "blockquote",
    ];

    public const int TextLimit = 4096;
    public const int CaptionLimit = 1024;

    public static BotChat Chat(BotApiServer server, BotApiCall call)
    {
        if (call.Text("chat_id") is not { Length: > 0 })
        {
            throw BotApiException.Bad("chat_id is empty");
        }

        var chat = (call.Number("chat_id") is { } id ? server.FindChat(id) : null)
            ?? throw BotApiException.ChatNotFound();
        return chat.Closed is null ? chat : throw chat.Closed;
    }

    /// <summary>A text as Telegram keeps it: trimmed, 1 to 4096 UTF-16 units.</summary>
    public static string Text(string? text, string? parseMode = null)
    {
        var kept = Parse(text, parseMode);
        return kept.Length switch
        {
            0 => throw BotApiException.Bad("message text is empty"),
            > TextLimit => throw BotApiException.Bad("message is too long"),
            _ => kept,
        };
    }

    public static string? Caption(string? caption, string? parseMode = null)
    {
        var kept = Parse(caption, parseMode);
        return kept.Length > CaptionLimit ? throw BotApiException.Bad("message caption is too long")
            : kept.Length == 0 ? null
            : kept;
    }

    /// <summary>An inline keyboard: at most 100 buttons, 8 in a row, each with a label and exactly one kind of action;
    /// callback data is 1 to 64 bytes.</summary>
    public static IReadOnlyList<IReadOnlyList<KeyboardButton>> Keyboard(BotApiCall call) =>
        Keyboard(call.Json("reply_markup"));

    public static IReadOnlyList<IReadOnlyList<KeyboardButton>> Keyboard(JsonNode? markup)
    {
        // A message that asks for a reply carries no buttons of ours.
        if (markup is null || (bool?)markup["force_reply"] == true)
        {
            return [];
        }

        if (markup is not JsonObject || markup["inline_keyboard"] is not JsonArray rows)
        {
            throw BotApiException.Bad("inline keyboard expected");
        }

        var keyboard = rows.Select(row =>
                row is JsonArray buttons
                    ? buttons.Select(Button).ToArray()
                    : throw BotApiException.Bad("inline keyboard row must be an Array")
            )
            .Where(row => row.Length > 0)
            .ToArray();
        return keyboard.Any(row => row.Length > 8) || keyboard.Sum(row => row.Length) > 100
            ? throw BotApiException.Bad("reply markup is too long")
            : keyboard;
    }

    /// <summary>The message a new one answers, if it is there or need not be.</summary>
    public static int? ReplyTo(BotChat chat, BotApiCall call)
    {
        var parameters = call.Json("reply_parameters");
        if ((long?)parameters?["message_id"] is not { } id)
        {
            return null;
        }

        if (chat.Find(id) is { } message)
        {
            return message.Id;
        }

        return (bool?)parameters["allow_sending_without_reply"] == true
            ? null
            : throw BotApiException.Bad("message to be replied not found");
    }

    /// <summary>A JPEG of at most 320 pixels a side and 200 kB, sent along; null for none.</summary>
    private static byte[]? Thumbnail(BotApiCall call, string? reference) =>
        reference is null || call.File("thumbnail", reference) is not { } upload ? null
        : upload.Bytes.Length <= 200_000
        && ImageHeader.Read(upload.Bytes) is { MimeType: "image/jpeg", Width: <= 320, Height: <= 320 }
            ? upload.Bytes
        : throw BotApiException.Bad("PHOTO_THUMB_INVALID");

    /// <summary>A file sent along, one that Telegram fetches, or one that it has already.</summary>
    public static async Task<SentFile> FileAsync(
        BotApiServer server,
        BotApiCall call,
        SentFileKind kind,
        string input,
        string? reference,
        CancellationToken cancellationToken
    )
    {
        if (reference?.StartsWith("http", StringComparison.Ordinal) == true)
        {
            return await InlineMethods.FetchAsync(server, kind, reference, cancellationToken);
        }

        if (call.File(input, reference) is { } upload)
        {
            // An album's is a list.
            var media = call.Json("media") as JsonObject;
            return server.Files.Keep(kind, upload) with
            {
                Thumbnail = Thumbnail(call, (string?)media?["thumbnail"] ?? call.Text("thumbnail")),
                Seconds = (long?)media?["duration"] ?? call.Number("duration"),
            };
        }

        if (string.IsNullOrEmpty(reference))
        {
            throw BotApiException.Bad(
                string.Create(CultureInfo.InvariantCulture, $"there is no {input} in the request")
            );
        }

        return server.Files.Find(reference) ?? throw BotApiException.Bad("wrong file identifier/HTTP URL specified");
    }

    public static SentFileKind Kind(string? type) =>
        type switch
        {
            "photo" => SentFileKind.Photo,
            "animation" => SentFileKind.Animation,
            "document" => SentFileKind.Document,
            _ => throw BotApiException.Bad("can't parse InputMedia: unsupported media type"),
        };

    /// <summary>What people see of it: limits count after entities were parsed.</summary>
    private static string Parse(string? text, string? parseMode)
    {
        if (string.IsNullOrEmpty(parseMode))
        {
            return (text ?? "").Trim();
        }

        if (!string.Equals(parseMode, "HTML", StringComparison.OrdinalIgnoreCase))
        {
            throw BotApiException.Bad("unsupported parse_mode");
        }

        var open = new Stack<string>();
        var seen = Tag()
            .Replace(text ?? "", tag =>
            {
                var name = tag.Groups["name"].Value;
                if (!Tags.Contains(name))
                {
                    throw BotApiException.Bad(
                        $"can't parse entities: Unsupported start tag \"{name}\" at byte offset {tag.Index}"
                    );
                }

                if (tag.Groups["end"].Length == 0)
                {
                    open.Push(name);
                }
                else if (!open.TryPop(out var opened) || opened != name)
                {
                    throw BotApiException.Bad($"can't parse entities: Unexpected end tag at byte offset {tag.Index}");
                }

                return "";
            });
        return open.Count > 0
            ? throw BotApiException.Bad(
                $"can't parse entities: Can't find end tag corresponding to start tag \"{open.Peek()}\""
            )
            : System.Net.WebUtility.HtmlDecode(seen).Trim();
    }

    [System.Text.RegularExpressions.GeneratedRegex("<(?<end>/?)(?<name>[a-z-]*)[^>]*>")]
    private static partial System.Text.RegularExpressions.Regex Tag();

    private static string? Style(string? style) =>
        style is null or "danger" or "success" or "primary" ? style : throw BotApiException.Bad("BUTTON_STYLE_INVALID");

    private static KeyboardButton Button(JsonNode? json)
    {
        if ((string?)json?["text"] is not { Length: > 0 } label)
        {
            throw BotApiException.Bad("inline keyboard button text must be non-empty");
        }

        var data = (string?)json["callback_data"];
        var copied = (string?)json["copy_text"]?["text"];
        if (json["copy_text"] is not null && copied is not { Length: >= 1 and <= 256 })
        {
            throw BotApiException.Bad("BUTTON_COPY_TEXT_INVALID");
        }

        var url = (string?)json["url"] ?? (string?)json["switch_inline_query_current_chat"] ?? copied;
        if (data is null == url is null)
        {
            throw BotApiException.Bad("text buttons are unallowed in the inline keyboard");
        }

        if ((string?)json["switch_inline_query_current_chat"] is { Length: > BotInline.QueryLimit })
        {
            throw BotApiException.Bad("BUTTON_DATA_INVALID");
        }

        return data is not null && Encoding.UTF8.GetByteCount(data) is 0 or > 64
            ? throw BotApiException.Bad("BUTTON_DATA_INVALID")
            : new KeyboardButton(label, data, url, Style((string?)json["style"]));
    }
}
