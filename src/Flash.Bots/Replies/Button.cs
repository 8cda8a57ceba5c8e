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

    /// <summary>It opens a page to paint on; networks that cannot open one leave it out.</summary>
    public bool OpensPage => Action?.Verb.OpensPage() is true;

    /// <summary>It shows what will be there, and cannot be pressed; networks that know no such buttons leave it
    /// out.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>What a press copies to the clipboard, for networks whose buttons can; the others leave the button out.
    /// 256 characters at most (Telegram's limit). Null for a button that sends its code.</summary>
    public string? CopyText { get; init; }
}

/// <summary>Rows of buttons, for adapters.</summary>
public static class ButtonRows
{
    /// <summary>The rows without buttons that a network cannot show, and without rows that had only such.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Only(
        this IReadOnlyList<IReadOnlyList<Button>> rows,
        Func<Button, bool> isShown
    ) => [.. rows.Select(row => row.Where(isShown).ToArray()).Where(row => row.Length > 0)];
}
