namespace Flash.Bots.Telegram.Inline;

/// <summary>What inline mode says: on the button above the results, 64 characters at most, and below a result.</summary>
internal static class InlineTexts
{
    public const string OtherWords = "Other words…";

    public const string Describe = "Describe a picture, and it appears here";

    public const string NotSetUp = "No pictures while you type here: ask me in private";

    public const string NotDrawn = "I do not draw this";

    public const string TryAgain = "I could not draw this just now; type on to try again";

    public static string Caption(string prompt) => $"“{Flash.Bots.Commands.PlainText.Shorten(prompt, 300)}”";
}
