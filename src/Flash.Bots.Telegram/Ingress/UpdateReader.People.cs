using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Inline;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Chat = Telegram.Bot.Types.Chat;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Who said something, and where.</summary>
internal static partial class UpdateReader
{
    /// <summary>
    /// Who wrote it: a person, or the group or channel someone speaks for (an anonymous administrator). Other bots are
    /// not answered, or two bots could talk for ever; nor are posts that a linked channel forwards by itself.
    /// </summary>
    private static Person? AuthorOf(Message message) =>
        message switch
        {
            { IsAutomaticForward: true } => null,
            { SenderChat: { } chat } => new Person(Platform.Telegram, Text(chat.Id), chat.Title ?? ""),
            { From: { IsBot: false } user } => PersonOf(user),
            _ => null,
        };

    private static Person PersonOf(User user) =>
        new(
            Platform.Telegram,
            Text(user.Id),
            user.LastName is null ? user.FirstName : $"{user.FirstName} {user.LastName}",
            user.LanguageCode
        );

    private static Conversations.Chat ChatOf(Chat chat) =>
        new(Platform.Telegram, Text(chat.Id), chat.Title, IsPrivate(chat));

    private static TelegramReply AddressOf(Message message, int? replyTo, User? asking) =>
        new(
            message.Chat.Id,
            message.IsTopicMessage ? message.MessageThreadId : null,
            replyTo,
            !IsPrivate(message.Chat),
            // Who writes as the group has no eyes of their own.
            asking is { IsBot: false }
                ? asking.Id
                : null
        );

    private static bool IsPrivate(Chat chat) => chat.Type == ChatType.Private;
}
