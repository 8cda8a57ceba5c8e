using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>Inline mode: what people type after the bot's name in any chat, and the messages that come of choosing a
/// result.</summary>
public sealed class BotInline
{
    /// <summary>Longest query that Telegram's clients send.</summary>
    public const int QueryLimit = 256;

    private readonly BotApiServer server;
    private readonly ConcurrentDictionary<string, BotInlineQuery> queries = new();
    private readonly ConcurrentDictionary<string, BotInlineMessage> messages = new();
    private long next = 7_000_000_000_000;

    internal BotInline(BotApiServer server) => this.server = server;

    /// <summary>Whether BotFather was told to report what people choose (<c>/setinlinefeedback</c>).</summary>
    public bool Feedback { get; set; } = true;

    /// <summary>Someone has typed the bot's name and these words, and pauses.</summary>
    public BotInlineQuery Types(BotUser person, string text, string offset = "")
    {
        if (text.Length > QueryLimit)
        {
            throw new ArgumentException(
                $"Telegram's clients send at most {QueryLimit} characters, not {text.Length}.",
                nameof(text)
            );
        }

        var query = new BotInlineQuery(NextId(), person, text);
        queries[query.Id] = query;
        server.Updates.Add(
            "inline_query",
            new JsonObject
            {
                ["id"] = query.Id,
                ["from"] = person.ToJson(),
                ["query"] = text,
                ["offset"] = offset,
                ["chat_type"] = "group",
            }
        );
        return query;
    }

    /// <summary>Someone chooses the result: it is posted where they type, and the bot is told if it may
    /// know.</summary>
    public BotInlineMessage Chooses(BotInlineQuery query, int index)
    {
        var result = query.Answer!.Results[index];
        var message = new BotInlineMessage(
            result.Keyboard.Count > 0 ? "BAAA" + NextId() : null,
            query.Person,
            new MessageContent
            {
                File = result.Photo,
                Caption = result.Caption,
                Keyboard = result.Keyboard,
            }
        );
        if (message.Id is { } id)
        {
            messages[id] = message;
        }

        if (Feedback)
        {
            var chosen = new JsonObject
            {
                ["result_id"] = result.Id,
                ["from"] = query.Person.ToJson(),
                ["query"] = query.Text,
            };
            if (message.Id is not null)
            {
                chosen["inline_message_id"] = message.Id;
            }

            server.Updates.Add("chosen_inline_result", chosen);
        }

        return message;
    }

    /// <summary>Someone presses a button below a message that was posted through the bot: the bot is told no chat and
    /// no message.</summary>
    public BotPress Presses(BotInlineMessage message, string label, BotUser? person = null)
    {
        var button = message
            .Content.Keyboard.SelectMany(row => row)
            .First(button => button.Name.Contains(label, StringComparison.Ordinal) && button.Data is not null);
        var press = server.NewPress(person ?? message.Person);
        server.Updates.Add(
            "callback_query",
            new JsonObject
            {
                ["id"] = press.Id,
                ["from"] = press.Person.ToJson(),
                ["inline_message_id"] = message.Id,
                ["chat_instance"] = "-31",
                ["data"] = button.Data,
            }
        );
        return press;
    }

    internal BotInlineQuery? FindQuery(string id) => queries.GetValueOrDefault(id);

    internal BotInlineMessage? FindMessage(string id) => messages.GetValueOrDefault(id);

    private string NextId() => Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture);
}

/// <summary>One inline query and what the bot answered; null until it did.</summary>
public sealed record BotInlineQuery(string Id, BotUser Person, string Text)
{
    public BotInlineAnswer? Answer { get; internal set; }

    /// <summary>When the bot was asked, for those who measure.</summary>
    public long AskedAt { get; } = System.Diagnostics.Stopwatch.GetTimestamp();
}

/// <summary>The results that a person sees above what they type.</summary>
public sealed record BotInlineAnswer(
    IReadOnlyList<BotInlineResult> Results,
    int CacheTime,
    bool IsPersonal,
    string NextOffset,
    string? ButtonText
);

/// <summary>One result: a photo with the keyboard it will have when chosen.</summary>
public sealed record BotInlineResult(
    string Id,
    SentFile Photo,
    string? Caption,
    IReadOnlyList<IReadOnlyList<KeyboardButton>> Keyboard
);

/// <summary>A message that a person posted through the bot. Without a keyboard the bot never learns its id.</summary>
public sealed class BotInlineMessage
{
    private readonly List<MessageContent> revisions = [];

    internal BotInlineMessage(string? id, BotUser person, MessageContent content)
    {
        Id = id;
        Person = person;
        revisions.Add(content);
    }

    public string? Id { get; }

    public BotUser Person { get; }

    public MessageContent Content => Revisions[^1];

    public IReadOnlyList<MessageContent> Revisions
    {
        get
        {
            lock (revisions)
            {
                return revisions.ToArray();
            }
        }
    }

    internal void Show(MessageContent content)
    {
        lock (revisions)
        {
            revisions.Add(content);
        }
    }
}
