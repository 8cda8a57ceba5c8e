namespace Flash.Testing;

/// <summary>What people call a button that shows a sign and a number.</summary>
internal static class ButtonNames
{
    private static readonly (string Sign, string Name)[] Known =
    [
        ("🎞", "Animate"),
        ("🎲", "Vary"),
        ("🔍", "Enlarge"),
        ("🔬", "Enlarge ×4"),
        ("👍", "Vote"),
        ("🔁", "Again"),
        ("✏️", "Edit words"),
        ("🗑", "Delete"),
        ("✖️", "Cancel"),
        ("↩️", "Back"),
        ("🌿", "A little"),
        ("🌋", "A lot"),
        ("🔭", "Zoom out"),
        ("⬅️", "Left"),
        ("➡️", "Right"),
        ("⬆️", "Up"),
        ("⬇️", "Down"),
        ("⏪", "Undo"),
    ];

    /// <summary>"🎞 2" is "Animate 2" to whoever sees it, and "🔁" is "Again"; words stay what they are.</summary>
    public static string Of(string label)
    {
        foreach (var (sign, name) in Known)
        {
            if (label.StartsWith(sign, StringComparison.Ordinal))
            {
                var rest = label[sign.Length..].Trim();
                return rest.Length == 0 ? name
                    : rest.All(char.IsDigit) ? $"{name} {rest}"
                    : rest;
            }
        }

        return label;
    }
}
