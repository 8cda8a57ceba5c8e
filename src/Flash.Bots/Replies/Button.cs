namespace Flash.Bots.Replies;

/// <summary>A button below a message.</summary>
/// <param name="Label">What it says; 80 characters at most (Discord's limit).</param>
/// <param name="Code">What a press sends back; 64 ASCII bytes at most (Telegram's limit).</param>
public sealed record Button(string Label, string Code)
{
    public Button(string label, ButtonAction action)
        : this(label, action.ToCode()) => Action = action;

    /// <summary>What a press means; null for a button that belongs to no generation.</summary>
    public ButtonAction? Action { get; }
}
