namespace Flash.Bots.Replies;

/// <summary>A button below a message.</summary>
/// <param name="Label">What it says; 80 characters at most (Discord's limit).</param>
/// <param name="Action">What a press means.</param>
public sealed record Button(string Label, ButtonAction Action);
