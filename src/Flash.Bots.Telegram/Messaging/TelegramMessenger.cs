using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Inline;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Messaging;

/// <summary>Posts, edits and deletes messages through the Bot API.</summary>
/// <remarks>Captions and texts are plain, so nothing in a prompt needs escaping.</remarks>
internal sealed class TelegramMessenger(TelegramBot bot, InlineMessages inline) : IMessenger
{
    /// <summary>"Avoid sending more than one message per second" to a chat.</summary>
    private static readonly TimeSpan PrivateInterval = TimeSpan.FromSeconds(1);

    /// <summary>20 a minute to a group, edits counted: at this pace a burst of three and the placeholders fit into any
    /// minute as well.</summary>
    private static readonly TimeSpan GroupInterval = TimeSpan.FromSeconds(4);

    public Platform Platform => Platform.Telegram;

    public PictureLayout Layout => PictureLayout.Grid;

    public double SendsPerSecond => TelegramBot.SendsPerSecond;

    public bool CountsAllProcesses => true;

    public TimeSpan EditInterval(ReplyAddress address) =>
        address is TelegramInlineReply ? inline.EditInterval
        : Telegram(address).IsGroup ? GroupInterval
        : PrivateInterval;

    public async Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        if (address is TelegramInlineReply { InlineMessageId: var inlineId })
        {
            var there = new TelegramInlineMessage(inlineId);
            await EditAsync(there, message, cancellationToken);
            return there;
        }

        var to = Telegram(address);
        try
        {
            return IsForOneAlone(to, message)
                ? await PostToOneAsync(to, message, cancellationToken)
                : await PostAsync(to, to.ChatId, message, cancellationToken);
        }
        catch (MessengerException exception) when (BotApiRefusal.Of(exception) is { MigrateToChatId: { } supergroup })
        {
            return await PostAsync(to, supergroup, message, cancellationToken);
        }
    }

    public async Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await (
                posted switch
                {
                    TelegramInlineMessage inlineMessage => inline.ShowAsync(
                        inlineMessage.InlineMessageId,
                        message,
                        cancellationToken
                    ),
                    _ when message.Media.Count > 0 => EditMediaAsync(Telegram(posted), message, cancellationToken),
                    _ => EditWordsAsync(Telegram(posted), message, cancellationToken),
                }
            );
        }
        catch (MessengerException exception) when (BotApiRefusal.Of(exception)?.IsDone == true)
        {
            // It shows already what it should: an edit whose answer was lost has been repeated.
        }
    }

    /// <summary>In groups, where messages are few, on the message that asked; between two a message says it
    /// better.</summary>
    public async Task AcknowledgeAsync(ReplyAddress address, Acknowledgement how, CancellationToken cancellationToken)
    {
        if (address is not TelegramReply { IsGroup: true, ReplyToMessageId: { } asked } group)
        {
            return;
        }

        try
        {
            await bot.SendAsync(Reactions.Of(group.ChatId, asked, how), cancellationToken);
        }
        catch (MessengerException) when (how == Acknowledgement.Heard)
        {
            // The group allows no reactions, or not this one.
            await TryActAsync(group, cancellationToken);
        }
        catch (MessengerException)
        {
            // The pictures say it as well.
        }
    }

    private async Task TryActAsync(TelegramReply group, CancellationToken cancellationToken)
    {
        try
        {
            await bot.SendAsync(Reactions.Drawing(group), cancellationToken);
        }
        catch (MessengerException)
        {
            // Nor that.
        }
    }

    public async Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken)
    {
        if (posted is TelegramInlineMessage)
        {
            throw new MessengerException(
                MessengerFault.Rejected,
                "Only the person who posted an inline message can delete it."
            );
        }

        var at = Telegram(posted);
        try
        {
            await bot.SendAsync(
                new DeleteMessageRequest { ChatId = at.ChatId, MessageId = at.MessageId },
                cancellationToken
            );
        }
        catch (MessengerException exception) when (BotApiRefusal.Of(exception)?.IsDone == true)
        {
            // Someone was faster.
        }
    }

    public async Task<ReadOnlyMemory<byte>> FetchAsync(GivenPicture picture, CancellationToken cancellationToken) =>
        picture is TelegramPicture { FileId: var fileId }
            ? await bot.DownloadAsync(fileId, GivenPicture.MaxBytes, cancellationToken)
            : throw new ArgumentException(
                $"A picture on Telegram is needed, got {picture.GetType().Name}.",
                nameof(picture)
            );

    private static TelegramReply Telegram(ReplyAddress address) =>
        address as TelegramReply
        ?? throw new ArgumentException($"A Telegram address is needed, got {address.GetType().Name}.", nameof(address));

    private static TelegramMessage Telegram(MessageRef posted) =>
        posted as TelegramMessage
        ?? throw new ArgumentException($"A Telegram message is needed, got {posted.GetType().Name}.", nameof(posted));

    /// <summary>Words only: a message that one person sees has no id to edit it by.</summary>
    private static bool IsForOneAlone(TelegramReply to, OutgoingMessage message) =>
        message is { IsPersonal: true, Media.Count: 0, Buttons.Count: 0, AsksForReply: false }
        && to is { IsGroup: true, AskedBy: not null };

    /// <summary>An ephemeral message; where the server or the group has none, everyone sees it.</summary>
    private async Task<MessageRef> PostToOneAsync(
        TelegramReply to,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await PostAsync(to, to.ChatId, message, cancellationToken, to.AskedBy);
        }
        catch (MessengerException refused) when (refused.Fault == MessengerFault.Rejected)
        {
            return await PostAsync(to, to.ChatId, message, cancellationToken);
        }
    }

    private async Task<MessageRef> PostAsync(
        TelegramReply to,
        long chatId,
        OutgoingMessage message,
        CancellationToken cancellationToken,
        long? receiver = null
    )
    {
        // The file's stream belongs to one attempt only.
        using var stream = MediaStream(message);
        var sent = await bot.SendAsync(PostRequest(to, chatId, message, stream, receiver), cancellationToken);
        return new TelegramMessage(sent.Chat.Id, sent.MessageId, to.IsGroup);
    }

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
