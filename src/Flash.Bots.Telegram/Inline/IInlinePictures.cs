using Flash.Bots.Replies;

namespace Flash.Bots.Telegram.Inline;

/// <summary>Puts pictures where Telegram can take them from: inline results and inline messages take no
/// uploads.</summary>
internal interface IInlinePictures
{
    /// <summary>How many pictures the first answer to a query carries; the others come when the person
    /// scrolls.</summary>
    int FirstCount { get; }

    /// <summary>How long someone must pause in typing before it is worth the effort.</summary>
    TimeSpan Pause { get; }

    /// <summary>Shortest time between two edits of an inline message.</summary>
    TimeSpan EditInterval { get; }

    /// <summary>Hosts the files and names them in the same order. Throws <see cref="MessengerException"/> for what
    /// Telegram says.</summary>
    Task<IReadOnlyList<InlinePicture>> HostAsync(
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    );
}

/// <summary>A picture that Telegram can take.</summary>
/// <param name="Reference">An HTTPS address, or a <c>file_id</c>.</param>
/// <param name="IsUrl">Which of the two.</param>
internal sealed record InlinePicture(string Reference, bool IsUrl);
