using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Inline;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Chat = Telegram.Bot.Types.Chat;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Turns an update into what it means for Flash; null for everything that is none of its business.</summary>
internal static partial class UpdateReader
{
    /// <summary>The kinds of update that are asked for.</summary>
    public static IReadOnlyList<UpdateType> Kinds { get; } =
    [
        UpdateType.Message,
        UpdateType.EditedMessage,
        UpdateType.CallbackQuery,
        UpdateType.InlineQuery,
        UpdateType.ChosenInlineResult,
        UpdateType.MyChatMember,
    ];

    public static Incoming? Read(Update update, BotIdentity bot) =>
        update switch
        {
            { Message: { MigrateToChatId: { } now } message } => new Incoming.Moved(message.Chat.Id, now),
            { Message: { MigrateFromChatId: { } before } message } => new Incoming.Moved(before, message.Chat.Id),
            { Message: { } message } when WordsOf(message) is { } text => ReadMessage(message, text, bot) is { } said
                ? new Incoming.Said(said)
                : null,
            { EditedMessage: { } message } when WordsOf(message) is { } text => ReadMessage(message, text, bot)
                is { } said
                ? EditOf(update.Id, said, message)
                : null,
            { CallbackQuery: { Data: { } data, Message: { } message } query } => ReadPress(query, data, message, bot),
            { CallbackQuery: { Data: { } data, InlineMessageId: { } inlineId } query } => ReadInlinePress(
                query,
                data,
                inlineId,
                bot
            ),
            { InlineQuery: { From.IsBot: false } query } => new Incoming.Typed(
                new InlineTyped(query.Id, PersonOf(query.From), query.Query ?? "", query.Offset ?? "")
            ),
            { MyChatMember: { } change } when IsWelcome(change) => ReadWelcome(change, update.Id, bot),
            { ChosenInlineResult: { InlineMessageId: { } inlineId } chosen } => ReadChoice(chosen, inlineId, bot),
            _ => null,
        };

    /// <summary>Someone added the bot to a group.</summary>
    private static bool IsWelcome(ChatMemberUpdated change) =>
        change.Chat.Type is ChatType.Group or ChatType.Supergroup
        && change.From is { IsBot: false }
        && !IsIn(change.OldChatMember)
        && IsIn(change.NewChatMember);

    private static bool IsIn(ChatMember? member) =>
        member
            is { Status: ChatMemberStatus.Member or ChatMemberStatus.Administrator or ChatMemberStatus.Creator }
                or ChatMemberRestricted { IsMember: true };

    /// <summary>As if they had said hello: a person who adds a bot wants to know what it needs.</summary>
    private static Incoming.Said ReadWelcome(ChatMemberUpdated change, int updateId, BotIdentity bot) =>
        new(
            new IncomingMessage
            {
                IdempotencyKey = string.Create(
                    CultureInfo.InvariantCulture,
                    $"telegram:{bot.Id}:{change.Chat.Id}:added:{updateId}"
                ),
                From = PersonOf(change.From),
                Chat = ChatOf(change.Chat),
                Text = "/start",
                ReplyTo = new TelegramReply(change.Chat.Id, IsGroup: true),
            }
        );

    private static IncomingMessage? ReadMessage(Message message, string text, BotIdentity bot)
    {
        // An answer to one of our messages is meant for us wherever it is said: it may be the new words we asked for.
        var answered = message.ReplyToMessage is { From: { IsBot: true } from } ours && from.Id == bot.Id ? ours : null;
        if (
            AuthorOf(message) is not { } author
            || BotCommandText.AddressedTo(
                text,
                bot.Username,
                IsPrivate(message.Chat) || (answered is not null && !text.StartsWith('/'))
            )
                is not { } said
        )
        {
            return null;
        }

        return new IncomingMessage
        {
            InReplyTo = answered is null
                ? null
                : new TelegramMessage(message.Chat.Id, answered.Id, !IsPrivate(message.Chat)),
            Picture = PictureIn(message) ?? (message.ReplyToMessage is { } replied ? PictureIn(replied) : null),
            HasOtherFile =
                HasOtherFile(message)
                || (
                    message.ReplyToMessage is { } other
                    && answered is null
                    && PictureIn(message) is null
                    && HasOtherFile(other)
                ),
            Album = message.MediaGroupId is { } album ? $"telegram:{bot.Id}:{message.Chat.Id}:album:{album}" : null,
            MayManageChat = IsPrivate(message.Chat) || SpeaksForTheGroup(message),
            // Named after the message, not the update: an edit of it finds what it led to.
            IdempotencyKey = string.Create(
                CultureInfo.InvariantCulture,
                $"telegram:{bot.Id}:{message.Chat.Id}:{message.Id}"
            ),
            From = author,
            Chat = ChatOf(message.Chat),
            Text = said,
            // Among many people an answer says whom it answers; between two it would only repeat the question.
            ReplyTo = AddressOf(message, IsPrivate(message.Chat) ? null : message.Id, message.From),
        };
    }

    /// <summary>
    /// The text, or what stands below a picture. A picture or another file without words is answered in private.
    /// </summary>
    private static string? WordsOf(Message message) =>
        message.Text
        ?? message.Caption
        ?? (IsPrivate(message.Chat) && (PictureIn(message) is not null || HasOtherFile(message)) ? "" : null);

    /// <summary>The largest size of a photo, or a picture sent as a file. Animations and stickers are none.</summary>
    private static TelegramPicture? PictureIn(Message message) =>
        message switch
        {
            { Photo: { Length: > 0 } sizes } => new TelegramPicture(
                sizes.MaxBy(size => (long)size.Width * size.Height)!.FileId
            ),
            { Animation: null, Document: { } file } when PictureFormats.MayBe(file.MimeType, file.FileName) =>
                new TelegramPicture(file.FileId),
            _ => null,
        };

    /// <summary>A film, a moving picture, or a document that is no picture.</summary>
    private static bool HasOtherFile(Message message) =>
        message is { Video: not null } or { VideoNote: not null } or { Animation: not null }
        || (message.Document is not null && PictureIn(message) is null);

    /// <summary>Anonymous administrators write as the group itself.</summary>
    private static bool SpeaksForTheGroup(Message message) => message.SenderChat?.Id == message.Chat.Id;

    private static Incoming.Edited EditOf(int updateId, IncomingMessage said, Message message) =>
        new(
            said with
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{said.IdempotencyKey}:edit:{updateId}"),
            },
            said.IdempotencyKey,
            new DateTimeOffset(DateTime.SpecifyKind(message.Date, DateTimeKind.Utc))
        );

    private static Incoming.Pressed ReadPress(CallbackQuery query, string data, Message message, BotIdentity bot) =>
        new(
            new ButtonPress
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"telegram:{bot.Id}:callback:{query.Id}"),
                From = PersonOf(query.From),
                Chat = ChatOf(message.Chat),
                Code = data,
                ReplyTo = AddressOf(message, message.Id, query.From),
                Message = new TelegramMessage(message.Chat.Id, message.Id, !IsPrivate(message.Chat)),
                IsOnMessage =
                    message.ReplyMarkup?.InlineKeyboard.Any(row => row.Any(button => button.CallbackData == data))
                        is true,
                MayManageChat = IsPrivate(message.Chat),
            },
            query.Id
        );

    private static Incoming.Pressed ReadInlinePress(
        CallbackQuery query,
        string data,
        string inlineId,
        BotIdentity bot
    ) =>
        new(
            new ButtonPress
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"telegram:{bot.Id}:callback:{query.Id}"),
                From = PersonOf(query.From),
                Chat = InlineChat.Of(inlineId),
                Code = data,
                ReplyTo = new TelegramInlineReply(inlineId),
                Message = new TelegramInlineMessage(inlineId),
            },
            query.Id
        );

    /// <summary>A chosen sketch is a request for the pictures themselves, with the seed the person saw, in the message
    /// that it became.</summary>
    private static Incoming.Said? ReadChoice(ChosenInlineResult chosen, string inlineId, BotIdentity bot)
    {
        if (InlineResultId.Parse(chosen.ResultId) is not { } result)
        {
            return null;
        }

        var command = CommandParser.Parse(chosen.Query, isPrivate: true);
        if (command is Command.Imagine { Arguments: { Seed: null } arguments })
        {
            command = new Command.Imagine(arguments with { Seed = result.Seed });
        }

        return new Incoming.Said(
            new IncomingMessage
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"telegram:{bot.Id}:inline:{inlineId}"),
                From = PersonOf(chosen.From),
                Chat = InlineChat.Of(inlineId),
                Text = chosen.Query,
                Command = command,
                ReplyTo = new TelegramInlineReply(inlineId),
            }
        );
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
