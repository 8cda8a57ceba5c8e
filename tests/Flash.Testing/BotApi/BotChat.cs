using System.Globalization;
using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>A chat as the server keeps it, and what the people in it can do.</summary>
public sealed class BotChat
{
    private readonly BotApiServer server;
    private readonly Lock gate = new();
    private readonly List<BotMessage> messages = [];
    private int nextMessageId = 100;

    internal BotChat(BotApiServer server, long id, string type, string? title, BotUser? person)
    {
        this.server = server;
        Id = id;
        Type = type;
        Title = title;
        Person = person;
    }

    public long Id { get; }

    /// <summary><c>private</c>, <c>group</c>, <c>supergroup</c> or <c>channel</c>.</summary>
    public string Type { get; }

    public string? Title { get; }

    /// <summary>Who talks to the bot, in a private chat.</summary>
    public BotUser? Person { get; }

    /// <summary>Who manages the group, by their ids.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<long, bool> Administrators { get; } = new();

    /// <summary>Answer to everything that is sent or edited here, once the bot was blocked or removed.</summary>
    public BotApiException? Closed { get; set; }

    /// <summary>Whether messages for one person's eyes can be sent here.</summary>
    public bool AllowsEphemeral { get; set; } = true;

    /// <summary>Whether the chat's administrators let people react.</summary>
    public bool AllowsReactions { get; set; } = true;

    /// <summary>Every message that is still there, oldest first.</summary>
    public IReadOnlyList<BotMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Where(message => !message.IsDeleted)];
            }
        }
    }

    /// <summary>What the bot posted and did not delete.</summary>
    public IReadOnlyList<BotMessage> FromBot => [.. Messages.Where(message => message.From == server.Bot)];

    /// <summary>A person writes.</summary>
    public BotMessage Says(string text, BotUser? person = null, int? threadId = null, int? replyTo = null)
    {
        var message = Add(person ?? Author, new MessageContent { Text = text }, threadId, replyTo);
        LastUpdateId = server.Updates.Add("message", MessageJson.Write(message));
        return message;
    }

    /// <summary>An administrator writes as the group itself.</summary>
    public BotMessage SaysAsTheGroup(string text)
    {
        var message = Add(
            new BotUser(1087968824, "Group", "GroupAnonymousBot", IsBot: true),
            new MessageContent { Text = text },
            null,
            null
        );
        var json = MessageJson.Write(message);
        json["sender_chat"] = ToJson();
        LastUpdateId = server.Updates.Add("message", json);
        return message;
    }

    /// <summary>A person sends a photo, with words below it or without.</summary>
    public BotMessage SendsPhoto(byte[] picture, string? caption = null, BotUser? person = null)
    {
        var file = server.Files.Keep(SentFileKind.Photo, new UploadedFile("photo.jpg", picture));
        var message = Add(person ?? Author, new MessageContent { File = file, Caption = caption }, null, null);
        LastUpdateId = server.Updates.Add("message", MessageJson.Write(message));
        return message;
    }

    /// <summary>A person sends a file as it is, with words below it or without.</summary>
    public BotMessage SendsFile(
        string name,
        string? mediaType,
        byte[] bytes,
        string? caption = null,
        string? album = null
    )
    {
        var file = server.Files.Keep(SentFileKind.Document, new UploadedFile(name, bytes));
        var message = Add(Author, new MessageContent { File = file, Caption = caption }, null, null);
        var json = MessageJson.Write(message);
        json["document"]!["file_name"] = name;
        json["document"]!["mime_type"] = mediaType;
        if (album is not null)
        {
            json["media_group_id"] = album;
        }

        LastUpdateId = server.Updates.Add("message", json);
        return message;
    }

    /// <summary>The group becomes a supergroup with another id, as groups do that grow: the old one is closed and both
    /// say so.</summary>
    public BotChat BecomesSupergroup(long id)
    {
        var supergroup = server.Group(id, Title ?? "");
        Closed = BotApiException.GroupUpgraded(id);
        var old = MessageJson.Write(Add(server.Bot, new MessageContent(), null, null));
        old["migrate_to_chat_id"] = id;
        server.Updates.Add("message", old);
        var now = MessageJson.Write(supergroup.Add(server.Bot, new MessageContent(), null, null));
        now["migrate_from_chat_id"] = Id;
        LastUpdateId = server.Updates.Add("message", now);
        return supergroup;
    }

    /// <summary>A person adds the bot to the group, or takes it out.</summary>
    public void ChangesMembership(BotUser person, string before, string now) =>
        LastUpdateId = server.Updates.Add(
            "my_chat_member",
            new JsonObject
            {
                ["chat"] = ToJson(),
                ["from"] = person.ToJson(),
                ["date"] = server.Now,
                ["old_chat_member"] = new JsonObject { ["status"] = before, ["user"] = server.Bot.ToJson() },
                ["new_chat_member"] = new JsonObject { ["status"] = now, ["user"] = server.Bot.ToJson() },
            }
        );

    /// <summary>A person changes what they wrote.</summary>
    public void Edits(BotMessage message, string text)
    {
        message.Show(new MessageContent { Text = text });
        LastUpdateId = server.Updates.Add("edited_message", MessageJson.Write(message));
    }

    /// <summary>A person presses the button with that label.</summary>
    public BotPress Presses(BotMessage message, string label, BotUser? person = null)
    {
        var button = message
            .Content.Keyboard.SelectMany(row => row)
            .Single(button => button.Name.Contains(label, StringComparison.Ordinal));
        return PressesCode(message, button.Data!, person);
    }

    /// <summary>A client, perhaps not Telegram's own, sends any callback data for a message.</summary>
    public BotPress PressesCode(BotMessage message, string data, BotUser? person = null)
    {
        var press = server.NewPress(person ?? Author);
        LastUpdateId = server.Updates.Add(
            "callback_query",
            new JsonObject
            {
                ["id"] = press.Id,
                ["from"] = press.Person.ToJson(),
                ["message"] = MessageJson.Write(message),
                ["chat_instance"] = (Id * 31).ToString(CultureInfo.InvariantCulture),
                ["data"] = data,
            }
        );
        return press;
    }

    /// <summary>A person (or an admin) removes a message.</summary>
    public void Deletes(BotMessage message)
    {
        message.IsDeleted = true;
        server.Changed();
    }

    /// <summary>The update that the last thing a person did here became.</summary>
    public long LastUpdateId { get; private set; }

    private BotUser Author => Person ?? throw new InvalidOperationException($"Say who acts in {Type} {Id}.");

    internal BotMessage Add(BotUser from, MessageContent content, int? threadId, int? replyTo, long? receiverId = null)
    {
        BotMessage message;
        lock (gate)
        {
            message = new BotMessage(nextMessageId++, this, from, content)
            {
                ThreadId = threadId,
                ReplyToId = replyTo,
                ReceiverId = receiverId,
                Date = server.Now,
            };
            messages.Add(message);
        }

        server.Changed();
        return message;
    }

    internal BotMessage? Find(long id)
    {
        lock (gate)
        {
            return messages.FirstOrDefault(message => message.Id == id && !message.IsDeleted);
        }
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type };
        if (Title is not null)
        {
            json["title"] = Title;
        }

        if (Person is not null)
        {
            json["first_name"] = Person.FirstName;
        }

        return json;
    }
}

/// <summary>A press on a button, and what the bot answered.</summary>
public sealed class BotPress
{
    internal BotPress(string id, BotUser person)
    {
        Id = id;
        Person = person;
    }

    public string Id { get; }

    public BotUser Person { get; }

    /// <summary>What the person was shown; null until the bot answered, empty when it answered with nothing.</summary>
    public string? Answer { get; internal set; }

    public bool IsAlert { get; internal set; }
}
