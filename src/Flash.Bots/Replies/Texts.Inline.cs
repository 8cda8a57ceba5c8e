using Flash.Bots.Commands;

namespace Flash.Bots.Replies;

/// <summary>What is said while someone types in Telegram's inline mode: on the button above the results (64 characters
/// at most) and below a result.</summary>
public static partial class Texts
{
    public static string InlineOtherWords => Say();

    public static string InlineDescribe => Say();

    public static string InlineNotSetUp => Say();

    public static string InlineNotDrawn => Say();

    public static string InlineTryAgain => Say();

    /// <summary>Below a sketch.</summary>
    public static string InlineCaption(string prompt) => $"“{PlainText.Shorten(prompt, PromptShown)}”";
}
