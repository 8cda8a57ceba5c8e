using Flash.Bots.Replies;
using Flash.Bots.Telegram.Messaging;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram.Inline;

/// <summary>Edits messages that people posted through inline mode. Nothing can be posted beside them, so whatever
/// follows from one is shown in it.</summary>
internal sealed class InlineMessages(TelegramBot bot, InlinePictures pictures)
{
    private static readonly TimeSpan WithoutPictures = TimeSpan.FromSeconds(3);

    public TimeSpan EditInterval => pictures.Way?.EditInterval ?? WithoutPictures;

    /// <summary>Shows the message's words, keyboard and picture. The picture for waiting is left out: the sketch that
    /// was chosen says more.</summary>
    public async Task ShowAsync(string inlineMessageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var keyboard = InlineKeyboards.ForMessage(message);
        var caption = TelegramText.Cut(message.Text, TelegramText.CaptionLimit);
        var isWaiting = message.Media is [var first, ..] && PlaceholderPicture.Is(first) && !message.HidesPictures;
        if (message.Media is not [var file, ..] || isWaiting || pictures.Way is not { } way)
        {
            await bot.SendAsync(
                new EditInlineMessageCaptionRequest
                {
                    InlineMessageId = inlineMessageId,
                    Caption = caption,
                    ReplyMarkup = keyboard,
                },
                cancellationToken
            );
            if (message.HidesPictures)
            {
                throw new MessengerException(
                    MessengerFault.Rejected,
                    "Without Flash:Telegram:Inline:PublicUrl or ScratchChatId the picture of an inline message cannot "
                        + "be replaced."
                );
            }

            return;
        }

        var hosted = (await way.HostAsync([file], cancellationToken))[0];
        var reference = hosted.IsUrl
            ? (InputFile)InputFile.FromUri(hosted.Reference)
            : InputFile.FromFileId(hosted.Reference);
        InputMedia media =
            file.Kind == MediaKind.Gif
                ? new InputMediaAnimation(reference) { Caption = caption, HasSpoiler = message.IsSpoiler }
                : new InputMediaPhoto(reference) { Caption = caption, HasSpoiler = message.IsSpoiler };
        await bot.SendAsync(
            new EditInlineMessageMediaRequest
            {
                InlineMessageId = inlineMessageId,
                Media = media,
                ReplyMarkup = keyboard,
            },
            cancellationToken
        );
    }
}
