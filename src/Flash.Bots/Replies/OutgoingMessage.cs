namespace Flash.Bots.Replies;

/// <summary>What a message shows, in no network's own terms. Adapters escape, cut and lay out.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Plain text, never markup. With media it becomes the caption. Adapters cut it to the network's
    /// limit.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Pictures or one animation. Empty leaves the media of an edited message as it is. For networks with
    /// <see cref="PictureLayout.Grid"/> this holds one 2x2 picture, for <see cref="PictureLayout.Separate"/> up to
    /// four.
    /// </summary>
    public IReadOnlyList<EncodedMedia> Media { get; init; } = [];

    /// <summary>Rows of buttons below the message; empty removes them.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons { get; init; } = [];

    /// <summary>Concerns only the person who asked (a refusal, a hint): networks that can show it to that person alone
    /// do so.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The pictures are hidden until someone taps them, where the network can do that.</summary>
    public bool IsSpoiler { get; init; }

    /// <summary>The file is to be kept as it is: networks that shrink pictures send it as a document.</summary>
    public bool IsDocument { get; init; }

    /// <summary>The person is expected to answer this very message: networks that can open the reply field do
    /// so.</summary>
    public bool AsksForReply { get; init; }

    /// <summary>What the message showed must not be seen any more: where a network would leave a picture standing, <see
    /// cref="Media"/> takes its place all the same.</summary>
    public bool HidesPictures { get; init; }

    /// <summary>A last word that is worth one of the few edits that a network lets old messages have.</summary>
    public bool EvenWhenOld { get; init; }

    /// <summary>The message is a menu: only who it is for may press its buttons.</summary>
    public Menu? Menu { get; init; }

    /// <summary>Names this message for ever: a network that can posts it once, however often it is posted.</summary>
    public string? Key { get; init; }

    /// <summary>The message this one answers, where the network can show that.</summary>
    public MessageRef? ReplyTo { get; init; }
}

/// <summary>Whose a menu is.</summary>
/// <param name="OwnerId">The network's id of the one person it is for; null where everyone may who manages the
/// chat.</param>
public sealed record Menu(string? OwnerId);

/// <summary>One encoded file.</summary>
/// <param name="Bytes">The file's bytes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="FileName">With the right extension, as the person would save it.</param>
/// <param name="AltText">What a screen reader says: the prompt.</param>
public sealed record EncodedMedia(ReadOnlyMemory<byte> Bytes, MediaKind Kind, string FileName, string AltText)
{
    /// <summary>What a network wants to know of a film; null for anything else.</summary>
    public FilmFacts? Film { get; init; }
}

/// <summary>A film as a network shows it before it is played.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Length">How long it takes, once through.</param>
/// <param name="FirstFrame">A small JPEG: at most <see cref="MaxSide"/> pixels a side and 200 kB.</param>
public sealed record FilmFacts(int Width, int Height, TimeSpan Length, ReadOnlyMemory<byte> FirstFrame)
{
    /// <summary>Longest side of a first frame, in pixels.</summary>
    public const int MaxSide = 320;
}

/// <summary>What an <see cref="EncodedMedia"/> holds.</summary>
public enum MediaKind
{
    /// <summary>A JPEG picture.</summary>
    Jpeg,

    /// <summary>A PNG picture.</summary>
    Png,

    /// <summary>A looping GIF.</summary>
    Gif,

    /// <summary>A film without sound, which its network plays in a loop.</summary>
    Mp4,

    /// <summary>A WebP picture, as someone sent it.</summary>
    Webp,

    /// <summary>An AVIF picture, as someone sent it.</summary>
    Avif,

    /// <summary>A JSON document.</summary>
    Json,
}

/// <summary>How a network shows four pictures of one message.</summary>
public enum PictureLayout
{
    /// <summary>One 2x2 picture (Telegram: albums carry no buttons).</summary>
    Grid,

    /// <summary>Each on its own (Discord's gallery, the playground).</summary>
    Separate,
}
