using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Flash.Testing.BotApi;

/// <summary>Methods about the bot itself, its files and the presses on its buttons.</summary>
internal static partial class ProfileMethods
{
    public static Task<JsonNode?> GetMe(BotApiServer server, BotApiCall call, CancellationToken cancellationToken)
    {
        var me = server.Bot.ToJson();
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = false;
        me["supports_inline_queries"] = server.SupportsInline;
        return Task.FromResult<JsonNode?>(me);
    }

    public static Task<JsonNode?> SetMyCommands(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        if (call.Json("commands") is not JsonArray { Count: <= 100 } commands)
        {
            throw BotApiException.Bad("can't parse list of bot commands");
        }

        foreach (var command in commands)
        {
            if (!CommandName().IsMatch((string?)command?["command"] ?? ""))
            {
                throw BotApiException.Bad("BOT_COMMAND_INVALID");
            }

            if ((string?)command!["description"] is not { Length: >= 1 and <= 256 })
            {
                throw BotApiException.Bad("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }

        server.Commands[call.Text("language_code") ?? ""] =
        [
            .. commands.Select(command => (string)command!["command"]!),
        ];
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    public static Task<JsonNode?> SetMyDescription(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var description = call.Text("description") ?? "";
        if (description.Length > 512)
        {
            throw BotApiException.Bad("BOT_DESCRIPTION_TOO_LONG");
        }

        server.Descriptions[call.Text("language_code") ?? ""] = description;
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    public static Task<JsonNode?> AnswerCallbackQuery(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var press = server.FindPress(call.Text("callback_query_id") ?? "");
        if (press is null || press.Answer is not null)
        {
            throw BotApiException.Bad("query is too old and response timeout expired or query ID is invalid");
        }

        var text = call.Text("text") ?? "";
        if (text.Length > 200)
        {
            throw BotApiException.Bad("MESSAGE_TOO_LONG");
        }

        press.IsAlert = call.Flag("show_alert");
        press.Answer = text;
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    public static Task<JsonNode?> GetChat(BotApiServer server, BotApiCall call, CancellationToken cancellationToken) =>
        Task.FromResult<JsonNode?>(MessageRules.Chat(server, call).ToJson());

    public static Task<JsonNode?> GetChatMember(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        var chat = MessageRules.Chat(server, call);
        var id = call.Number("user_id") ?? throw BotApiException.Bad("invalid user_id specified");
        return Task.FromResult<JsonNode?>(
            new JsonObject
            {
                ["status"] = chat.Administrators.ContainsKey(id) ? "creator" : "member",
                ["is_anonymous"] = false,
                ["user"] = new JsonObject
                {
                    ["id"] = id,
                    ["is_bot"] = false,
                    ["first_name"] = "Somebody",
                },
            }
        );
    }

    public static Task<JsonNode?> GetFile(BotApiServer server, BotApiCall call, CancellationToken cancellationToken)
    {
        var id = call.Text("file_id") ?? throw BotApiException.Bad("file_id not specified");
        var file = server.Files.Find(id)
            ?? throw BotApiException.Bad("wrong file_id or the file is temporarily unavailable");
        if (file.Bytes.Length > BotFiles.DownloadLimit)
        {
            throw BotApiException.Bad("file is too big");
        }

        return Task.FromResult<JsonNode?>(
            new JsonObject
            {
                ["file_id"] = id,
                ["file_unique_id"] = "u" + id,
                ["file_size"] = file.Bytes.Length,
                ["file_path"] = "photos/" + file.Id,
            }
        );
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();
}
