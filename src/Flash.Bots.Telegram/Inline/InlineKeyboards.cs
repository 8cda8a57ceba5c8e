using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Inline;

/// <summary>What stands below an inline result before anything is known of it in the database.</summary>
internal static class InlineKeyboards
{
    /// <summary>Telegram names an inline message to its bot only when it has a keyboard; this one lets the next person go on from the same words.</summary>
    public static InlineKeyboardMarkup ForResult(string query) => new(InlineKeyboardButton.WithSwitchInlineQueryCurrentChat(InlineTexts.OtherWords, query));
}
