using System.Diagnostics.CodeAnalysis;
using Flash.Bots.Replies;
using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Messaging;

/// <summary>Our buttons as Telegram's inline keyboard.</summary>
internal static class InlineKeyboard
{
    /// <summary>Null for no buttons: an edit without a keyboard removes the one that was there.</summary>
    [return: NotNullIfNotNull(nameof(rows))]
    public static InlineKeyboardMarkup? From(IReadOnlyList<IReadOnlyList<Button>>? rows) =>
        rows is not { Count: > 0 }
            ? null
            : new InlineKeyboardMarkup(
                rows.Only(button => button is { IsDisabled: false, OpensPage: false })
                    .Select(row => row.Select(button => ButtonOf(button, row.Count)))
            );

    // Servers older than the styles leave them out.
    private static InlineKeyboardButton ButtonOf(Button button, int buttonsInRow) =>
        button.CopyText is { } copied
            ? InlineKeyboardButton.WithCopyText(LabelOf(button, buttonsInRow), copied)
            : new(LabelOf(button, buttonsInRow), button.Code)
            {
                Style = button.Action?.Verb switch
                {
                    ButtonVerb.Animate => KeyboardButtonStyle.Primary,
                    ButtonVerb.Cancel or ButtonVerb.Delete => KeyboardButtonStyle.Danger,
                    _ => null,
                },
            };

    private static string LabelOf(Button button, int buttonsInRow) =>
        ButtonSigns.SignOf(button) is { } sign
            ? $"{sign} {ButtonSigns.WordsOf(button, buttonsInRow)}".TrimEnd()
            : button.Label;
}
