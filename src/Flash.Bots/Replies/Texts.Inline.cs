using Flash.Bots.Commands;

namespace Flash.Bots.Replies;

/// <summary>What is said while someone types in Telegram's inline mode: on the button above the results (64 characters
/// at most) and below a result.</summary>
public sealed partial class Texts
{
    public string InlineOtherWords => Say();

    public string InlineDescribe => Say();

    public string InlineNotSetUp => Say();

    public string InlineNotDrawn => Say();

    public string InlineTryAgain => Say();

    /// <summary>Below a sketch.</summary>
    public static string InlineCaption(string prompt) => $"“{PlainText.Shorten(prompt, PromptShown)}”";
}
