using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>What someone said to Flash, freed from its network.</summary>
public sealed record IncomingMessage
{
    private readonly Command? _given;
    private Command? _parsed;

    /// <summary>Names this delivery for ever (<c>telegram:{bot id}:{chat id}:{message id}</c>), so that a redelivered
    /// update does nothing twice.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Who said it.</summary>
    public required Person From { get; init; }

    /// <summary>The language to answer in: the network's word for the person's own, unless another was
    /// chosen.</summary>
    public Texts Texts
    {
        get => field ?? Texts.For(From.Language);
        init;
    }

    /// <summary>Where it was said.</summary>
    public required Chat Chat
    {
        get;
        init
        {
            field = value;
            _parsed = null;
        }
    }

    /// <summary>The text as typed, command included: <c>/imagine a red boat --seed 7</c>. Empty for what was chosen in
    /// a menu.</summary>
    /// <remarks>The slash of Chinese and Japanese keyboards is one.</remarks>
    public string Text
    {
        get;
        init
        {
            field = value.StartsWith('／') ? "/" + value[1..] : value;
            _parsed = null;
        }
    } = "";

    /// <summary>What it asks for: given by networks whose commands have typed options, else read from <see
    /// cref="Text"/>, once.</summary>
    public Command Command
    {
        get => _given ?? (_parsed ??= CommandParser.Parse(Text, Chat.IsPrivate));
        init => _given = value;
    }

    /// <summary>Where answers go.</summary>
    public required ReplyAddress ReplyTo { get; init; }

    /// <summary>The message of Flash's that the person answers to; null when the message answers none, or someone
    /// else's.</summary>
    public MessageRef? InReplyTo { get; init; }

    /// <summary>The picture that came with the message, or stands in the message it answers; the text is then a prompt
    /// for image-to-image.</summary>
    public GivenPicture? Picture { get; init; }

    /// <summary>The other picture, where a network lets people hand over two at once.</summary>
    public GivenPicture? SecondPicture { get; init; }

    /// <summary>A file came with the message that is no picture, such as a film or a document.</summary>
    public bool HasOtherFile { get; init; }

    /// <summary>Names the album that the message is a part of; null for none. Each picture of an album comes as a
    /// message of its own, and only one of them has the words.</summary>
    public string? Album { get; init; }

    /// <summary>Whether the person may change what holds for the whole chat. Always so in private chats; adapters tell
    /// for others.</summary>
    public bool MayManageChat { get; init; }

    /// <summary>Whether the person may change what holds for the whole server that the chat is a channel of.</summary>
    public bool MayManageServer { get; init; }

    /// <summary>Whether it is written down and comes again when the database is away: that fault is then passed on, and
    /// no one is refused anything.</summary>
    public bool MayComeAgain { get; init; }
}

/// <summary>A press on a button, freed from its network.</summary>
public sealed record ButtonPress
{
    /// <summary>Names this delivery for ever (<c>telegram:{bot id}:callback:{id}</c>).</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Who pressed.</summary>
    public required Person From { get; init; }

    /// <inheritdoc cref="IncomingMessage.Texts"/>
    public Texts Texts
    {
        get => field ?? Texts.For(From.Language);
        init;
    }

    /// <summary>Where the button stands.</summary>
    public required Chat Chat { get; init; }

    /// <summary>The button's code as received; not trusted.</summary>
    public required string Code { get; init; }

    /// <summary>Where new messages that the press leads to go: an answer to the message with the button.</summary>
    public required ReplyAddress ReplyTo { get; init; }

    /// <summary>The message with the button, if the network names it.</summary>
    public MessageRef? Message { get; init; }

    /// <summary>Whether that message has a button with this code, as its network shows it: a client may send any code
    /// for any message. False where the network does not show it.</summary>
    public bool IsOnMessage { get; init; }

    /// <summary>The words that stand for the press, where no button was pressed: they can say more than a button, as in
    /// "animate 2 zoom in". Null for a button.</summary>
    internal PictureWish? Said { get; init; }

    /// <summary>As <see cref="IncomingMessage.MayManageChat"/>.</summary>
    public bool MayManageChat { get; init; }

    /// <summary>As <see cref="IncomingMessage.MayComeAgain"/>.</summary>
    public bool MayComeAgain { get; init; }
}

/// <summary>A person on one network.</summary>
/// <param name="Platform">The network.</param>
/// <param name="Id">The network's id for the person.</param>
/// <param name="Name">The name to show; may be empty, may change.</param>
/// <param name="Language">IETF language tag, if the network tells.</param>
public sealed record Person(Platform Platform, string Id, string Name, string? Language = null)
{
    /// <summary>A keyed hash of the network address, where a person is nothing but a browser; null elsewhere.</summary>
    public string? Address { get; init; }
}

/// <summary>A chat on one network.</summary>
/// <param name="Platform">The network.</param>
/// <param name="Id">The network's id for the chat.</param>
/// <param name="Title">Group or channel title; null in private chats.</param>
/// <param name="IsPrivate">One person and the bot: a message without a command is then a prompt.</param>
public sealed record Chat(Platform Platform, string Id, string? Title, bool IsPrivate)
{
    /// <summary>Its network lets only adults in; known of Discord's channels.</summary>
    public bool IsAgeRestricted { get; init; }

    /// <summary>The server that it is a channel of (a guild of Discord's); null where there are none.</summary>
    public string? ServerId { get; init; }

    /// <summary>The channel that it is a thread of; null for any other.</summary>
    public string? ParentId { get; init; }
}
