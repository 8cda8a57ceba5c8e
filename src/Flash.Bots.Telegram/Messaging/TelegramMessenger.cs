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
internal sealed partial class TelegramMessenger(TelegramBot bot, InlineMessages inline) : IMessenger
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
}
