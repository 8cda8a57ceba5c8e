using System.Globalization;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Playground;

/// <summary>One message as the browser sees it. Sent whole on every change: the browser replaces what it shows, and
/// never merges.</summary>
internal sealed record ChatMessage
{
    public required long Id { get; init; }

    /// <summary>Where this revision stands in the order of all changes; the browser resumes after the last one it has
    /// seen.</summary>
    public required long Change { get; init; }

    public required int Revision { get; init; }

    /// <summary>Said by the person, not by Flash.</summary>
    public required bool Mine { get; init; }

    /// <summary>The browser's own id of a message it sent, so that it can replace what it showed meanwhile.</summary>
    public Guid? ClientId { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<ChatPicture> Pictures { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<ChatButton>> Buttons { get; init; } = [];

    public long? ReplyTo { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Taken back: the browser removes it.</summary>
    public bool Deleted { get; init; }
}

/// <summary>A button below a message.</summary>
internal sealed record ChatButton(string Label, string Code);

/// <summary>A picture or GIF of a message, with the size that keeps the page from jumping while it loads.</summary>
internal sealed record ChatPicture(string Url, MediaKind Kind, int Width, int Height, string AltText, string FileName)
{
    /// <summary>A revision's bytes never change, so its address may be cached for ever.</summary>
    public static string AddressOf(long messageId, int revision, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"/playground/media/{messageId}/{revision}/{position}");
}

/// <summary>What <c>playground_messages.media</c> holds of each picture; the bytes lie in
/// <c>playground_media</c>.</summary>
internal sealed record StoredPicture(MediaKind Kind, int Width, int Height, string AltText, string FileName);
