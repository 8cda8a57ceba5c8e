using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Inline;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Messaging;

/// <summary>The requests that make a message show something.</summary>
internal sealed partial class TelegramMessenger
{
    private static IRequest<Message> PostRequest(
        TelegramReply to,
        long chatId,
        OutgoingMessage message,
        MemoryStream? stream,
        long? receiver
    )
    {
        var keyboard = InlineKeyboard.From(message.Buttons);
        var reply = ReplyParameters(to, chatId, message);
        if (stream is null)
        {
            return new SendMessageRequest
            {
                ChatId = chatId,
                MessageThreadId = to.MessageThreadId,
                Text = TelegramText.Cut(message.Text, TelegramText.MessageLimit),
                LinkPreviewOptions = LinkPreviewOptions.Disabled,
                EphemeralMessageParameters = receiver,
                ReplyMarkup = message.AsksForReply ? new ForceReplyMarkup { Selective = true } : keyboard,
                ReplyParameters = reply,
            };
        }

        var caption = Caption(message);
        var file = InputFile.FromStream(stream, message.Media[0].FileName);
        return Form(message) switch
        {
            FileForm.Animation => new SendAnimationRequest
            {
                ChatId = chatId,
                MessageThreadId = to.MessageThreadId,
                Animation = file,
                Thumbnail = FirstFrame(message),
                Width = message.Media[0].Film?.Width,
                Height = message.Media[0].Film?.Height,
                Duration = SecondsOf(message),
                Caption = caption,
                HasSpoiler = message.IsSpoiler,
                ReplyMarkup = keyboard,
                ReplyParameters = reply,
            },
            FileForm.Document => new SendDocumentRequest
            {
                ChatId = chatId,
                MessageThreadId = to.MessageThreadId,
                Document = file,
                Caption = caption,
                ReplyMarkup = keyboard,
                ReplyParameters = reply,
            },
            _ => new SendPhotoRequest
            {
                ChatId = chatId,
                MessageThreadId = to.MessageThreadId,
                Photo = file,
                Caption = caption,
                HasSpoiler = message.IsSpoiler,
                ReplyMarkup = keyboard,
                ReplyParameters = reply,
            },
        };
    }

    /// <summary>Documents keep every pixel, and no client shows them large; Telegram hides none of them.</summary>
    private static FileForm Form(OutgoingMessage message) =>
        message switch
        {
            { IsDocument: true } or { Media: [{ Kind: MediaKind.Json }, ..] } => FileForm.Document,
            { Media: [{ Kind: MediaKind.Gif or MediaKind.Mp4 }, ..] } => FileForm.Animation,
            _ => FileForm.Photo,
        };

    private async Task EditMediaAsync(TelegramMessage at, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var stream = MediaStream(message)!;
        var file = InputFile.FromStream(stream, message.Media[0].FileName);
        InputMedia media = Form(message) switch
        {
            FileForm.Animation => new InputMediaAnimation(file)
            {
                Thumbnail = FirstFrame(message),
                Width = message.Media[0].Film?.Width ?? 0,
                Height = message.Media[0].Film?.Height ?? 0,
                Duration = SecondsOf(message) ?? 0,
                Caption = Caption(message),
                HasSpoiler = message.IsSpoiler,
            },
            FileForm.Document => new InputMediaDocument(file) { Caption = Caption(message) },
            _ => new InputMediaPhoto(file) { Caption = Caption(message), HasSpoiler = message.IsSpoiler },
        };
        await bot.SendAsync(
            new EditMessageMediaRequest
            {
                ChatId = at.ChatId,
                MessageId = at.MessageId,
                Media = media,
                ReplyMarkup = InlineKeyboard.From(message.Buttons),
            },
            cancellationToken
        );
    }

    /// <summary>Nothing stored says whether the message is a picture or a text; nearly all are pictures, so their words
    /// are tried first.</summary>
    private async Task EditWordsAsync(TelegramMessage at, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var keyboard = InlineKeyboard.From(message.Buttons);
        try
        {
            await bot.SendAsync(
                new EditMessageCaptionRequest
                {
                    ChatId = at.ChatId,
                    MessageId = at.MessageId,
                    Caption = Caption(message),
                    ReplyMarkup = keyboard,
                },
                cancellationToken
            );
        }
        catch (MessengerException exception)
            when (BotApiRefusal.Of(exception)?.Says("no caption in the message") == true)
        {
            await bot.SendAsync(
                new EditMessageTextRequest
                {
                    ChatId = at.ChatId,
                    MessageId = at.MessageId,
                    Text = TelegramText.Cut(message.Text, TelegramText.MessageLimit),
                    LinkPreviewOptions = LinkPreviewOptions.Disabled,
                    ReplyMarkup = keyboard,
                },
                cancellationToken
            );
        }
    }

    private enum FileForm
    {
        Photo,
        Animation,
        Document,
    }

    private static string Caption(OutgoingMessage message) => TelegramText.Cut(message.Text, TelegramText.CaptionLimit);

    // Telegram makes one of its own of a GIF. The stream holds memory alone.
    private static InputFileStream? FirstFrame(OutgoingMessage message) =>
        message.Media[0].Film is { } film
            ? InputFile.FromStream(new MemoryStream(film.FirstFrame.ToArray(), writable: false), "first-frame.jpg")
            : null;

    // Zero would mean that the length is not known.
    private static int? SecondsOf(OutgoingMessage message) =>
        message.Media[0].Film is { } film ? Math.Max(1, (int)Math.Round(film.Length.TotalSeconds)) : null;

    private static MemoryStream? MediaStream(OutgoingMessage message) =>
        message.Media.Count switch
        {
            0 => null,
            1 => new MemoryStream(message.Media[0].Bytes.ToArray(), writable: false),
            _ => throw new ArgumentException(
                $"A Telegram message holds one picture, got {message.Media.Count}: lay them out as a grid.",
                nameof(message)
            ),
        };

    /// <summary>Answers the person's message, or the one the caller names. A message that is gone is no reason to say
    /// nothing.</summary>
    private static ReplyParameters? ReplyParameters(TelegramReply to, long chatId, OutgoingMessage message)
    {
        var messageId =
            message.ReplyTo is TelegramMessage named && named.ChatId == chatId ? named.MessageId : to.ReplyToMessageId;
        return messageId is { } id ? new ReplyParameters { MessageId = id, AllowSendingWithoutReply = true } : null;
    }
}
