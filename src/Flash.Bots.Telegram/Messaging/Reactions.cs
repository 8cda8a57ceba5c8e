using Flash.Bots.Replies;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Flash.Bots.Telegram.Messaging;

/// <summary>What says something in a group without being a message: neither counts towards its 20 a minute.</summary>
internal static class Reactions
{
    /// <summary>One reaction takes the place of the one before. All three are in the list that every bot may
    /// use.</summary>
    public static SetMessageReactionRequest Of(long chatId, int messageId, Acknowledgement how) =>
        new()
        {
            ChatId = chatId,
            MessageId = messageId,
            Reaction =
            [
                new ReactionTypeEmoji
                {
                    Emoji = how switch
                    {
                        Acknowledgement.Heard => "👀",
                        Acknowledgement.Done => "👍",
                        _ => "💔",
                    },
                },
            ],
        };

    /// <summary>"Sending a photo …", for five seconds.</summary>
    public static SendChatActionRequest Drawing(TelegramReply to) =>
        new()
        {
            ChatId = to.ChatId,
            MessageThreadId = to.MessageThreadId,
            Action = ChatAction.UploadPhoto,
        };
}
