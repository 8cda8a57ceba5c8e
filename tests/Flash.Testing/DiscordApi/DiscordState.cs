using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>What exists on the server.</summary>
public sealed class DiscordState
{
    private long lastId;

    public ConcurrentDictionary<ulong, DiscordMessageRow> Messages { get; } = new();

    public ConcurrentDictionary<string, DiscordInteraction> Interactions { get; } = new();

    public ConcurrentDictionary<ulong, DiscordChannel> Channels { get; } = new();

    /// <summary>Where the files of messages and uploads are served.</summary>
    public Uri? FilesAddress { get; set; }

    /// <summary>Files that people attached to commands.</summary>
    public ConcurrentDictionary<ulong, DiscordFile> Uploads { get; } = new();

    /// <summary>A file by its id, whoever sent it.</summary>
    public DiscordFile? FindFile(ulong id) =>
        Uploads.GetValueOrDefault(id)
        ?? Messages.Values.SelectMany(message => message.Files).FirstOrDefault(file => file.Id == id);

    /// <summary>The registered global commands as they were sent, with ids.</summary>
    public JsonArray Commands { get; set; } = [];

    /// <summary>People who take no direct messages from the bot.</summary>
    public ConcurrentDictionary<ulong, bool> ClosedToDirectMessages { get; } = new();

    /// <summary>Messages of a channel that are there, oldest first.</summary>
    public IReadOnlyList<DiscordMessageRow> In(DiscordChannel channel) =>
        [
            .. Messages
                .Values.Where(message => message.ChannelId == channel.Id && !message.IsDeleted)
                .OrderBy(message => message.Id),
        ];

    public DiscordChannel AddChannel(string name, bool botMayPost = true, ulong? recipient = null) =>
        Add(new DiscordChannel(NewId(), name, recipient) { BotMayPost = botMayPost });

    /// <summary>A channel of another server, or a thread of a channel.</summary>
    public DiscordChannel AddChannel(string name, string server, DiscordChannel? parent = null) =>
        Add(new DiscordChannel(NewId(), name, null) { GuildId = server, Parent = parent?.Id });

    private DiscordChannel Add(DiscordChannel channel)
    {
        Channels[channel.Id] = channel;
        return channel;
    }

    /// <summary>The direct messages between the bot and a person.</summary>
    public DiscordChannel DirectMessages(ulong user) =>
        Channels.Values.FirstOrDefault(channel => channel.Recipient == user) ?? AddChannel("", recipient: user);

    /// <summary>An id of now: Discord's ids hold their time.</summary>
    public ulong NewId()
    {
        var now = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22;
        while (true)
        {
            var last = Interlocked.Read(ref lastId);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref lastId, next, last) == last)
            {
                return (ulong)next;
            }
        }
    }
}

/// <summary>A channel; with a recipient, direct messages.</summary>
public sealed record DiscordChannel(ulong Id, string Name, ulong? Recipient)
{
    /// <summary>The server that it belongs to, unless it has a recipient.</summary>
    public string GuildId { get; init; } = "197038439483310086";

    /// <summary>The channel that it is a thread of.</summary>
    public ulong? Parent { get; init; }

    public bool BotMayPost { get; set; } = true;

    /// <summary>The channel as an interaction in it carries it.</summary>
    public JsonObject ToJson(JsonObject person)
    {
        var json = new JsonObject
        {
            ["id"] = Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["type"] =
                Recipient is not null ? 1
                : Parent is null ? 0
                : 11,
            ["last_message_id"] = null,
            ["flags"] = 0,
        };
        if (Recipient is null)
        {
            json["name"] = Name;
            json["guild_id"] = GuildId;
            json["permissions"] = "2147483647";
            json["position"] = 1;
            json["nsfw"] = false;
            json["topic"] = null;
            json["parent_id"] = Parent?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            json["rate_limit_per_user"] = 0;
        }
        else
        {
            json["recipients"] = new JsonArray(person.DeepClone());
        }

        return json;
    }
}

/// <summary>A message as people would see it, and how it got there.</summary>
public sealed class DiscordMessageRow
{
    public required ulong Id { get; init; }

    public required ulong ChannelId { get; init; }

    /// <summary>The interaction whose response it is; null for messages of the bot itself.</summary>
    public string? InteractionToken { get; init; }

    public string Content { get; set; } = "";

    public int Flags { get; set; }

    public bool IsLoading { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsEphemeral => (Flags & 64) != 0;

    public string? Nonce { get; init; }

    public ulong? AnswersTo { get; set; }

    public IReadOnlyList<DiscordFile> Files { get; set; } = [];

    public JsonArray Components { get; set; } = [];

    /// <summary>How often it was edited.</summary>
    public int Edits { get; set; }

    /// <summary>What it has shown, oldest first: text and number of files.</summary>
    public ConcurrentQueue<(string Content, int Files)> History { get; } = new();

    /// <summary>What people call the buttons that can be pressed, and their custom ids.</summary>
    public IReadOnlyDictionary<string, string> Buttons =>
        Components
            .SelectMany(row => row!["components"]!.AsArray())
            .Where(button => (bool?)button!["disabled"] != true)
            .ToDictionary(
                button => ButtonNames.Of($"{(string?)button!["emoji"]?["name"]} {(string?)button["label"]}".Trim()),
                button => (string)button!["custom_id"]!
            );

    /// <summary>The message object that the API returns.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["channel_id"] = ChannelId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["content"] = Content,
            ["flags"] = Flags | (IsLoading ? 128 : 0),
            ["attachments"] = new JsonArray([.. Files.Select(file => file.ToJson())]),
            ["components"] = Components.DeepClone(),
            ["type"] = 20,
            ["author"] = new JsonObject
            {
                ["id"] = "1",
                ["username"] = "flash",
                ["discriminator"] = "0",
                ["avatar"] = null,
                ["bot"] = true,
            },
            ["timestamp"] = "2026-01-01T00:00:00.000000+00:00",
            ["edited_timestamp"] = null,
            ["tts"] = false,
            ["pinned"] = false,
            ["mention_everyone"] = false,
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["embeds"] = new JsonArray(),
        };
}

/// <summary>An attachment.</summary>
public sealed record DiscordFile(ulong Id, string Name, string? Description, byte[] Bytes)
{
    /// <summary>Where it can be fetched.</summary>
    public Uri? Server { get; init; }

    /// <summary>Blurred until someone taps it.</summary>
    public bool IsSpoiler { get; init; }

    public string ContentType =>
        Path.GetExtension(Name) switch
        {
            ".png" => "image/png",
            ".gif" => "image/gif",
            ".json" => "application/json",
            ".txt" => "text/plain",
            _ => "image/jpeg",
        };

    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["filename"] = Name,
            ["description"] = Description,
            ["flags"] = IsSpoiler ? 8 : 0,
            ["size"] = Bytes.Length,
            ["content_type"] = ContentType,
            ["url"] = new Uri(
                Server ?? new Uri("https://cdn.discordapp.com"),
                $"/attachments/{Id}/{Name}?ex=0&is=0&hm=0"
            ).ToString(),
            ["proxy_url"] = $"https://media.discordapp.net/attachments/{Id}/{Name}",
        };
}
