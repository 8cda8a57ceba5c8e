namespace Flash.Testing.BotApi;

/// <summary>A message in a chat, with everything it ever showed.</summary>
public sealed class BotMessage
{
    private readonly List<MessageContent> revisions = [];
    private readonly List<string?> reactions = [];

    internal BotMessage(int id, BotChat chat, BotUser from, MessageContent content)
    {
        Id = id;
        Chat = chat;
        From = from;
        revisions.Add(content);
    }

    public int Id { get; }

    public BotChat Chat { get; }

    public BotUser From { get; }

    public int? ThreadId { get; internal init; }

    public int? ReplyToId { get; internal init; }

    /// <summary>Who alone sees it; null for everyone in the chat.</summary>
    public long? ReceiverId { get; internal init; }

    public long Date { get; internal init; }

    public bool IsDeleted { get; internal set; }

    /// <summary>What it shows now.</summary>
    public MessageContent Content => Revisions[^1];

    /// <summary>What it showed, oldest first; the first is what was sent.</summary>
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

    /// <summary>How the bot reacted, one after the other; null where it took its reaction back.</summary>
    public IReadOnlyList<string?> Reactions
    {
        get
        {
            lock (revisions)
            {
                return reactions.ToArray();
            }
        }
    }

    internal void React(string? emoji)
    {
        lock (revisions)
        {
            reactions.Add(emoji);
        }
    }

    /// <summary>When it was made to show what it shows: <see cref="System.Diagnostics.Stopwatch"/>'s count.</summary>
    public long ShownAt { get; private set; } = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>Changes what it shows, behind the bot's back.</summary>
    public void Show(MessageContent content)
    {
        lock (revisions)
        {
            ShownAt = System.Diagnostics.Stopwatch.GetTimestamp();
            revisions.Add(content);
        }
    }
}

/// <summary>What a message shows: text, or a file with a caption, and a keyboard below.</summary>
public sealed record MessageContent
{
    public string? Text { get; init; }

    public string? Caption { get; init; }

    public SentFile? File { get; init; }

    public IReadOnlyList<IReadOnlyList<KeyboardButton>> Keyboard { get; init; } = [];

    public bool HasSpoiler { get; init; }

    /// <summary>Opens the person's keyboard with this message quoted.</summary>
    public bool AsksForReply { get; init; }

    internal bool ShowsTheSameAs(MessageContent other) =>
        Text == other.Text
        && (Caption ?? "") == (other.Caption ?? "")
        && HasSpoiler == other.HasSpoiler
        && (
            ReferenceEquals(File, other.File)
            || (
                File is not null
                && other.File is not null
                && File.Kind == other.File.Kind
                && File.Bytes.AsSpan().SequenceEqual(other.File.Bytes)
            )
        )
        && SameKeyboard(Keyboard, other.Keyboard);

    internal static bool SameKeyboard(
        IReadOnlyList<IReadOnlyList<KeyboardButton>> a,
        IReadOnlyList<IReadOnlyList<KeyboardButton>> b
    ) => a.Count == b.Count && a.Zip(b).All(pair => pair.First.SequenceEqual(pair.Second));
}

/// <summary>A file that Telegram keeps.</summary>
public sealed record SentFile(
    string Id,
    SentFileKind Kind,
    string Name,
    byte[] Bytes,
    string MimeType,
    int Width,
    int Height
)
{
    /// <summary>The picture that stands for a film before it is played, as the bot sent it; null where it sent none.</summary>
    public byte[]? Thumbnail { get; init; }

    /// <summary>How long a film is, as the bot said; null where it did not.</summary>
    public long? Seconds { get; init; }
}

public enum SentFileKind
{
    Photo,
    Animation,
    Document,
}

/// <summary>An inline button: data for the bot, or a link.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Data">What a press sends.</param>
/// <param name="Url">Where it leads instead.</param>
/// <param name="Style"><c>danger</c>, <c>success</c> or <c>primary</c>; null for the client's own.</param>
public sealed record KeyboardButton(string Label, string? Data, string? Url, string? Style = null)
{
    /// <summary>What people call it.</summary>
    public string Name => ButtonNames.Of(Label);
}
