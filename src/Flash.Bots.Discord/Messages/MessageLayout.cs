using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>Lays a message out in Discord's terms and within its limits.</summary>
/// <remarks>
/// Pictures are plain attachments, which clients show as one gallery. A media gallery of Components V2 would have to be
/// restated by every edit that leaves the pictures as they are, and could never be taken back (decision 8).
/// </remarks>
internal static class MessageLayout
{
    public const int MaxContent = 2_000;
    public const int MaxAltText = 1_024;
    public const int MaxLabel = 80;
    public const int MaxFiles = 10;
    public const int MaxRows = 5;
    public const int MaxButtonsInRow = 5;

    public static MessagePayload Of(OutgoingMessage message) =>
        new()
        {
            Content = Markdown.Escape(message.Text, MaxContent),
            Attachments =
                message.Media.Count == 0
                    ? null
                    :
                    [
                        .. message
                            .Media.Take(MaxFiles)
                            .Select((media, index) => AttachmentOf(media, index, message.IsSpoiler)),
                    ],
            Components =
            [
                .. message
                    .Buttons.Only(button => button is { CopyText: null, OpensPage: false })
                    .SelectMany(row => row.ToArray().Chunk(MaxButtonsInRow))
                    .Take(MaxRows)
                    .Select(RowOf),
            ],
            Flags = MessageFlag.SuppressEmbeds,
        };

    public static IReadOnlyList<EncodedMedia> FilesOf(OutgoingMessage message) => [.. message.Media.Take(MaxFiles)];

    // A file name that begins with SPOILER_ would hide it as well, but for good.
    private static AttachmentPayload AttachmentOf(EncodedMedia media, int index, bool isSpoiler) =>
        new((ulong)index, media.FileName, media.AltText.Length == 0 ? null : Cut(media.AltText, MaxAltText))
        {
            IsSpoiler = isSpoiler ? true : null,
        };

    private static ComponentPayload RowOf(Button[] buttons) =>
        new(ComponentPayload.ActionRow)
        {
            Components = [.. buttons.Select(button => ButtonOf(button, buttons.Length))],
        };

    private static ComponentPayload ButtonOf(Button button, int buttonsInRow) =>
        new(ComponentPayload.Button)
        {
            CustomId = button.Code,
            Disabled = button.IsDisabled ? true : null,
            Text = ButtonSigns.WordsOf(button, buttonsInRow) is { Length: > 0 } words ? Cut(words, MaxLabel) : null,
            Emoji = ButtonSigns.SignOf(button) is { } sign ? new EmojiPayload(sign) : null,
            Style = button.Action?.Verb switch
            {
                ButtonVerb.Animate => ButtonStyle.Primary,
                ButtonVerb.Cancel or ButtonVerb.Delete => ButtonStyle.Danger,
                _ => ButtonStyle.Secondary,
            },
        };

    private static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}

internal static class ButtonStyle
{
    public const int Primary = 1;
    public const int Secondary = 2;
    public const int Danger = 4;
}
