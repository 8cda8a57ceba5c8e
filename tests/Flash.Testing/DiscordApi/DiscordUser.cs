using System.Globalization;
using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>A person in front of a Discord client.</summary>
public sealed class DiscordUser(DiscordServer server, string name, string locale = "en-US")
{
    public ulong Id { get; } = server.State.NewId();

    /// <summary>Set, the application is installed to this person and not to the server.</summary>
    public bool IsUserInstall { get; init; }

    /// <summary>What the person may do in every channel: Discord's bits, in decimal.</summary>
    public string Permissions { get; init; } = "0";

    /// <summary>Types a command and its options.</summary>
    public Task<DiscordInteraction> CommandAsync(
        DiscordChannel channel,
        string command,
        IReadOnlyDictionary<string, JsonNode>? options,
        CancellationToken cancellationToken
    ) => DoAsync(channel, 2, CommandData(command, options, focused: null), null, cancellationToken);

    /// <summary>Types a command with a file for the option <c>image</c>.</summary>
    public Task<DiscordInteraction> CommandAsync(
        DiscordChannel channel,
        string command,
        IReadOnlyDictionary<string, JsonNode> options,
        string fileName,
        byte[] bytes,
        CancellationToken cancellationToken
    )
    {
        var file = new DiscordFile(server.State.NewId(), fileName, null, bytes) { Server = server.State.FilesAddress };
        server.State.Uploads[file.Id] = file;
        var data = CommandData(command, options, focused: null);
        data["options"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["name"] = "image",
                    ["type"] = 11,
                    ["value"] = Text(file.Id),
                }
            );
        data["resolved"] = new JsonObject { ["attachments"] = new JsonObject { [Text(file.Id)] = file.ToJson() } };
        return DoAsync(channel, 2, data, null, cancellationToken);
    }

    /// <summary>Types into an option that completes itself.</summary>
    public Task<DiscordInteraction> CompleteAsync(
        DiscordChannel channel,
        string command,
        string option,
        string typed,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            channel,
            4,
            CommandData(command, new Dictionary<string, JsonNode> { [option] = typed }, option),
            null,
            cancellationToken
        );

    /// <summary>Presses the button with this label.</summary>
    public Task<DiscordInteraction> PressAsync(
        DiscordMessageRow message,
        string label,
        CancellationToken cancellationToken
    ) => PressCodeAsync(message, message.Buttons[label], cancellationToken);

    /// <summary>Presses a button that only a forger's client shows.</summary>
    public Task<DiscordInteraction> PressCodeAsync(
        DiscordMessageRow message,
        string customId,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            server.State.Channels[message.ChannelId],
            3,
            new JsonObject { ["custom_id"] = customId, ["component_type"] = 2 },
            message,
            cancellationToken
        );

    /// <summary>Fills the form that an interaction was answered with, and sends it.</summary>
    public Task<DiscordInteraction> SubmitAsync(
        DiscordInteraction asked,
        DiscordMessageRow? message,
        string typed,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? chosen = null
    )
    {
        var form = asked.Response!["data"]!;
        var data = new JsonObject
        {
            ["custom_id"] = (string)form["custom_id"]!,
            ["components"] = new JsonArray([
                .. form["components"]!
                    .AsArray()
                    .Select(
                        (label, i) =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["type"] = 18,
                                    ["id"] = 2 * i + 1,
                                    ["component"] = Filled(label!["component"]!, 2 * i + 2),
                                }
                    ),
            ]),
        };
        return DoAsync(server.State.Channels[asked.ChannelId], 5, data, message, cancellationToken);

        JsonObject Filled(JsonNode field, int id)
        {
            var (type, name) = ((int)field["type"]!, (string)field["custom_id"]!);
            var choice = chosen?.GetValueOrDefault(name);
            var filled = new JsonObject
            {
                ["type"] = type,
                ["id"] = id,
                ["custom_id"] = name,
            };
            if (type is 3 or 19)
            {
                filled["values"] = choice is null ? new JsonArray() : new JsonArray(choice);
            }
            else
            {
                filled["value"] = type == 4 ? typed : choice;
            }

            return filled;
        }
    }

    /// <summary>Chooses an entry of a message's context menu.</summary>
    public Task<DiscordInteraction> ChooseAsync(
        DiscordMessageRow message,
        string entry,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            server.State.Channels[message.ChannelId],
            2,
            new JsonObject
            {
                ["id"] = "1",
                ["name"] = entry,
                ["type"] = 3,
                ["target_id"] = Text(message.Id),
                ["resolved"] = new JsonObject
                {
                    ["messages"] = new JsonObject { [Text(message.Id)] = message.ToJson() },
                },
            },
            null,
            cancellationToken
        );

    /// <summary>Writes to the bot in direct messages, in answer to a message or not, with a picture or without. Returns
    /// the channel.</summary>
    public async Task<DiscordChannel> SayAsync(
        string words,
        CancellationToken cancellationToken,
        DiscordMessageRow? answered = null,
        byte[]? picture = null
    )
    {
        var channel = server.State.DirectMessages(Id);
        await server.Gateway.DispatchAsync(
            "MESSAGE_CREATE",
            MessageOf(channel, words, answered, picture),
            cancellationToken
        );
        return channel;
    }

    /// <summary>The event of such a message, as the gateway brings it.</summary>
    public JsonObject MessageOf(
        DiscordChannel channel,
        string words,
        DiscordMessageRow? answered = null,
        byte[]? picture = null
    )
    {
        var json = new JsonObject
        {
            ["id"] = Text(server.State.NewId()),
            ["channel_id"] = Text(channel.Id),
            ["type"] = answered is null ? 0 : 19,
            ["content"] = words,
            ["flags"] = 0,
            ["author"] = new JsonObject
            {
                ["id"] = Text(Id),
                ["username"] = name.ToLowerInvariant(),
                ["global_name"] = name,
                ["discriminator"] = "0",
                ["avatar"] = null,
            },
            ["timestamp"] = "2026-01-01T00:00:00.000000+00:00",
            ["edited_timestamp"] = null,
            ["tts"] = false,
            ["pinned"] = false,
            ["mention_everyone"] = false,
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["embeds"] = new JsonArray(),
            ["components"] = new JsonArray(),
            ["attachments"] = new JsonArray(),
            ["nonce"] = Text(server.State.NewId()),
            ["channel_type"] = 1,
        };
        if (picture is not null)
        {
            var file = new DiscordFile(server.State.NewId(), "given.png", null, picture)
            {
                Server = server.State.FilesAddress,
            };
            server.State.Uploads[file.Id] = file;
            json["attachments"] = new JsonArray(file.ToJson());
        }

        if (answered is not null)
        {
            json["message_reference"] = new JsonObject
            {
                ["message_id"] = Text(answered.Id),
                ["channel_id"] = Text(channel.Id),
            };
            json["referenced_message"] = answered.ToJson();
        }

        return json;
    }

    private static JsonObject CommandData(
        string command,
        IReadOnlyDictionary<string, JsonNode>? options,
        string? focused
    ) =>
        new()
        {
            ["id"] = "1",
            ["name"] = command,
            ["type"] = 1,
            ["options"] = new JsonArray([
                .. (options ?? new Dictionary<string, JsonNode>()).Select(option =>
                {
                    var json = new JsonObject
                    {
                        ["name"] = option.Key,
                        ["type"] = option.Value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? 4 : 3,
                        ["value"] = option.Value.DeepClone(),
                    };
                    if (option.Key == focused)
                    {
                        json["focused"] = true;
                    }

                    return (JsonNode)json;
                }),
            ]),
        };

    /// <summary>Makes an interaction without delivering it.</summary>
    public DiscordInteraction Create(DiscordChannel channel, int type, JsonObject data, DiscordMessageRow? message)
    {
        var id = server.State.NewId();
        var token = "aW50ZXJhY3Rpb246" + Guid.NewGuid().ToString("N");
        var person = new JsonObject
        {
            ["id"] = Text(Id),
            ["username"] = name.ToLowerInvariant(),
            ["global_name"] = name,
            ["discriminator"] = "0",
            ["avatar"] = null,
        };
        var payload = new JsonObject
        {
            ["id"] = Text(id),
            ["application_id"] = Text(server.ApplicationId),
            ["type"] = type,
            ["data"] = data,
            ["channel_id"] = Text(channel.Id),
            ["channel"] = channel.ToJson(person),
            ["token"] = token,
            ["version"] = 1,
            ["locale"] = locale,
            ["app_permissions"] = channel.BotMayPost ? "274877991936" : "0",
            ["entitlements"] = new JsonArray(),
            ["context"] = channel.Recipient is null ? 0 : 1,
            ["attachment_size_limit"] = 10 << 20,
            ["authorizing_integration_owners"] = IsUserInstall
                ? new JsonObject { ["1"] = Text(Id) }
                : new JsonObject { ["0"] = "1" },
        };
        if (channel.Recipient is null)
        {
            payload["guild_id"] = channel.GuildId;
            payload["guild"] = new JsonObject
            {
                ["id"] = channel.GuildId,
                ["locale"] = "en-US",
                ["features"] = new JsonArray(),
            };
            payload["guild_locale"] = "en-US";
            payload["member"] = new JsonObject
            {
                ["user"] = person,
                ["roles"] = new JsonArray(),
                ["permissions"] = Permissions,
                ["joined_at"] = "2024-01-01T00:00:00.000000+00:00",
                ["deaf"] = false,
                ["mute"] = false,
                ["flags"] = 0,
            };
        }
        else
        {
            payload["user"] = person;
        }

        if (message is not null)
        {
            payload["message"] = message.ToJson();
        }

        var interaction = new DiscordInteraction
        {
            Id = id,
            Token = token,
            Type = type,
            ChannelId = channel.Id,
            Payload = payload,
            IsUserInstall = IsUserInstall,
        };
        server.State.Interactions[token] = interaction;
        return interaction;
    }

    public async Task<DiscordInteraction> DoAsync(
        DiscordChannel channel,
        int type,
        JsonObject data,
        DiscordMessageRow? message,
        CancellationToken cancellationToken
    )
    {
        var interaction = Create(channel, type, data, message);
        await server.DeliverAsync(interaction, cancellationToken);
        return interaction;
    }

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
