namespace Flash.Bots.Conversations;

/// <summary>The short answer to a press, which networks show as a toast.</summary>
/// <param name="Text">One sentence, 200 characters at most.</param>
/// <param name="IsError">Nothing was done.</param>
public sealed record PressAnswer(string Text, bool IsError)
{
    /// <summary>Longest text, in characters: Telegram's limit.</summary>
    public const int MaxLength = 200;
}
