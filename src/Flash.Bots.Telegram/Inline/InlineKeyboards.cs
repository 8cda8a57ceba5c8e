using Flash.Bots.Replies;
using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Inline;

/// <summary>What stands below an inline result before anything is known of it in the database.</summary>
internal static class InlineKeyboards
{
    /// <summary>Telegram names an inline message to its bot only when it has a keyboard; this one lets the next person
    /// go on from the same words.</summary>
    public static InlineKeyboardMarkup ForResult(Texts texts, string query) =>
        new(InlineKeyboardButton.WithSwitchInlineQueryCurrentChat(texts.InlineOtherWords, query));

    /// <summary>
    /// The buttons below an inline message. No one can answer it with other words, so that button opens the typing
    /// field with the present ones; it is left out where they are not known.
    /// </summary>
    public static InlineKeyboardMarkup? ForMessage(OutgoingMessage message)
    {
        var prompt = message.Media is [{ AltText: { Length: > 0 and <= 256 } words }, ..] ? words : null;
        var rows = message
            .Buttons.Only(button => button is { IsDisabled: false, OpensPage: false })
            .Select(row =>
                row.Select(button =>
                        button switch
                        {
                            { Action.Verb: ButtonVerb.Edit } => prompt is null
                                ? null
                                : InlineKeyboardButton.WithSwitchInlineQueryCurrentChat(button.Label, prompt),
                            { CopyText: { } copied } => InlineKeyboardButton.WithCopyText(button.Label, copied),
                            _ => InlineKeyboardButton.WithCallbackData(button.Label, button.Code),
                        }
                    )
                    .OfType<InlineKeyboardButton>()
                    .ToArray()
            )
            .Where(row => row.Length > 0)
            .ToArray();
        return rows.Length > 0 ? new InlineKeyboardMarkup(rows) : null;
    }
}
